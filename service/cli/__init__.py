"""The command line: ``quote-provenance`` and ``python -m service``."""

from __future__ import annotations

from service.cli.main import main

__all__ = ["main"]
