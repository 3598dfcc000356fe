"""Structured logs: constant event names, facts as keys, never the text of an article or query."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import orjson
import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger


def _render_json(_logger: WrappedLogger, _name: str, event: EventDict) -> str:
    return orjson.dumps(event, default=repr).decode()


def configure_logs(*, line_format: str, level: str) -> None:
    """Sends log lines to stderr and quietens other libraries.

    Standard output stays free for answers. The HTTP server's own access log is silenced: this
    service writes one line per request itself, with the request's id.

    Args:
        line_format: ``console``, ``json``, or ``auto``: console on a terminal, JSON otherwise.
        level: the least severe one that is logged, such as ``info``.
    """
    as_json = line_format == "json" or (line_format == "auto" and not sys.stderr.isatty())
    renderer: Processor = _render_json if as_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        # A lambda, because stderr may be another one when the line is written.
        logger_factory=lambda *_args: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
