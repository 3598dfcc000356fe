"""How many pools of memory the C library keeps: a process of many threads needs few."""

from __future__ import annotations

import ctypes
from typing import Final

_M_ARENA_MAX: Final = -8  # <malloc.h> of glibc
MOST: Final = 2


def bound_arenas(most: int = MOST) -> bool:
    """Keeps glibc to so many pools; returns False where the C library is another one.

    By default each thread gets a pool of its own (up to eight a core) and none gives memory back,
    so that what one thread freed is no use to the next. Call it before threads start.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        return False
    return bool(mallopt(_M_ARENA_MAX, most))
