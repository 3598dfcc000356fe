"""``keys``: made, listed and revoked beside a running service."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from service.cli.console import stdout, visible, warn
from service.cli.options import data_option, load_settings
from service.http.keys import KeyRing, Scope

if TYPE_CHECKING:
    from pathlib import Path


@click.group("keys")
def keys_command() -> None:
    """Makes, lists and revokes API keys; a running service notices at once."""


@keys_command.command("create")
@data_option
@click.option("--name", required=True, help="Whom the key is for; shown in the list.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    default=[Scope.READ.value],
    show_default=True,
    help="What it allows; may be given several times. `admin` allows everything.",
)
def create_command(data_dir: Path | None, name: str, scopes: tuple[str, ...]) -> None:
    """Prints a new key, once: only its hash is kept."""
    ring = KeyRing(load_settings(data_dir=data_dir).data_dir)
    made, text = ring.create(name, {Scope(scope) for scope in scopes}, datetime.now(UTC))
    warn(f"Key {made.id} for {name}. It is not kept and cannot be shown again:")
    sys.stdout.write(f"{text}\n")


@keys_command.command("list")
@data_option
def list_command(data_dir: Path | None) -> None:
    """Prints what is kept of every key."""
    console = stdout()
    for key in KeyRing(load_settings(data_dir=data_dir).data_dir).list_keys():
        ended = f", revoked {key.revoked_at:%Y-%m-%d %H:%M} UTC" if key.revoked_at else ""
        console.print(
            f"{key.id}  {visible(key.name)}: {', '.join(key.scopes)}, "
            f"made {key.created_at:%Y-%m-%d %H:%M} UTC{ended}"
        )


@keys_command.command("revoke")
@data_option
@click.argument("key_id")
def revoke_command(data_dir: Path | None, key_id: str) -> None:
    """Ends the use of a key."""
    ring = KeyRing(load_settings(data_dir=data_dir).data_dir)
    revoked = ring.revoke(key_id, datetime.now(UTC))
    stdout().print(f"{revoked.id} ({visible(revoked.name)}) can no longer be used.")
