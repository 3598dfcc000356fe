"""``serve``: the API over HTTP."""

from __future__ import annotations

import ipaddress
import socket
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
import uvicorn

from service.app import create_app
from service.cli.console import warn
from service.cli.options import data_option, load_settings
from service.http.keys import KeyRing
from service.logs import configure_logs
from service.semantic.worker import SemanticWorker
from service.settings import PREFIX
from service.store.factory import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from service.settings import Settings
    from service.store.base import QuoteStore


@click.command("serve")
@data_option
@click.option("--host", help="Address to listen on; default 127.0.0.1.")
@click.option("--port", type=int, help="Port to listen on; default 8000, 0 takes a free one.")
def serve_command(data_dir: Path | None, host: str | None, port: int | None) -> None:
    """Serves the API until it is stopped."""
    settings = load_settings(data_dir=data_dir, host=host, port=port)
    serve(_with_keys(settings))


def _with_keys(settings: Settings) -> Settings:
    """Returns the settings, with keys required where other machines reach the port."""
    if settings.allow_remote or is_loopback(settings.host):
        return settings
    if not KeyRing(settings.data_dir).has_active(datetime.now(UTC)):
        raise click.ClickException(
            f"{settings.host} can be reached from other machines, and whoever reaches the port may "
            f"read and write everything: there are no keys. Make one (`keys create`), listen on "
            f"127.0.0.1 (the default), or set {PREFIX}ALLOW_REMOTE=true."
        )
    return settings.model_copy(update={"require_keys": True})


def serve(settings: Settings) -> None:
    """Opens the store, prints the address, and serves until a signal comes."""
    configure_logs(line_format=settings.log_format, level=settings.log_level)
    store = open_store(settings.data_dir, settings.speakers_file)
    try:
        listener = _listen(settings.host, settings.port)
        host, port = listener.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        sys.stdout.write(f"Listening on http://{shown}:{port} (data in {settings.data_dir})\n")
        sys.stdout.flush()
        config = uvicorn.Config(
            create_app(settings, store, _meaning(settings, store)),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=settings.shutdown_seconds,
        )
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        store.close()


def _meaning(settings: Settings, store: QuoteStore) -> SemanticWorker | None:
    return SemanticWorker(store, settings.semantic_exact_up_to) if settings.semantic else None


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        warn(f"Cannot listen on {host} port {port}: {error.strerror or error}.")
        sys.exit(1)
