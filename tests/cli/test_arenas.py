"""Bounding the pools of the C library, in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys

LOOK = """
import ctypes, threading
from service.cli.arenas import bound_arenas
done = bound_arenas()
def work(_):
    return [bytes(600) for _ in range(20_000)]
threads = [threading.Thread(target=work, args=(n,)) for n in range(24)]
[t.start() for t in threads]; [t.join() for t in threads]
if done:
    ctypes.CDLL(None).malloc_stats()
print(done)
"""


def test_no_more_pools_than_allowed():
    ended = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, timeout=60
    )
    glibc = platform.libc_ver()[0] == "glibc"
    assert ended.stdout.strip() == str(glibc)
    assert ended.stderr.count("Arena ") <= 2 if glibc else not ended.stderr
