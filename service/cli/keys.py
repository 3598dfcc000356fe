"""``keys``: made, listed, rotated and revoked beside a running service."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import click

from service.cli.console import stdout, visible, warn
from service.cli.options import data_option, load_settings
from service.http.keys import KeyRing, Scope

if TYPE_CHECKING:
    from pathlib import Path

    from service.http.keys import ApiKey


_MINUTE: Final = "%Y-%m-%d %H:%M"
_DAYS: Final = re.compile(r"([1-9][0-9]{0,4})d")


def _read_end(_ctx: click.Context, _param: click.Parameter, written: str | None) -> datetime | None:
    """Returns the moment in UTC that a day or a number of days names."""
    if written is None:
        return None
    now = datetime.now(UTC)
    try:
        if found := _DAYS.fullmatch(written):
            return now + timedelta(days=int(found[1]))
        at = datetime.combine(date.fromisoformat(written), time(), UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter("name a day (2027-01-31) or a number of days (90d)") from error
    if at <= now:
        raise click.BadParameter(f"{written} has begun already")
    return at


@click.group("keys")
def keys_command() -> None:
    """Makes, lists, rotates and revokes API keys; a running service notices at once."""


@keys_command.command("create")
@data_option
@click.option("--name", required=True, help="Whom the key is for; shown in the list.")
@click.option(
    "--expires",
    callback=_read_end,
    metavar="DAY|DAYS",
    help="When it ends by itself: a UTC day (2027-01-31, at its start) or so many days (90d).",
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    default=[Scope.READ.value],
    show_default=True,
    help="What it allows; may be given several times. `admin` allows everything.",
)
def create_command(
    data_dir: Path | None, name: str, expires: datetime | None, scopes: tuple[str, ...]
) -> None:
    """Prints a new key, once: only its hash is kept."""
    ring = KeyRing(load_settings(data_dir=data_dir).data_dir)
    wanted = {Scope(scope) for scope in scopes}
    made, text = ring.create(name, wanted, datetime.now(UTC), expires_at=expires)
    warn(f"Key {made.id} for {name}. It is not kept and cannot be shown again:")
    sys.stdout.write(f"{text}\n")


@keys_command.command("list")
@data_option
def list_command(data_dir: Path | None) -> None:
    """Prints what is kept of every key."""
    console, now = stdout(), datetime.now(UTC)
    for key in KeyRing(load_settings(data_dir=data_dir).data_dir).list_keys():
        console.print(
            f"{key.id}  {visible(key.name)}: {', '.join(key.scopes)}, "
            f"made {key.created_at:{_MINUTE}} UTC{_end_of(key, now)}"
        )


def _end_of(key: ApiKey, now: datetime) -> str:
    if key.revoked_at:
        return f", revoked {key.revoked_at:{_MINUTE}} UTC"
    if key.expires_at:
        told = "expires" if key.is_active(now) else "expired"
        return f", {told} {key.expires_at:{_MINUTE}} UTC"
    return ""


@keys_command.command("rotate")
@data_option
@click.argument("key_id")
@click.option(
    "--overlap-hours",
    type=click.FloatRange(min=0, max=720),
    default=24.0,
    show_default=True,
    help="How long the key as it was may still be used; 0 ends it at once.",
)
def rotate_command(data_dir: Path | None, key_id: str, overlap_hours: float) -> None:
    """Prints a key anew, once; its id, scopes, expiry and watches stay."""
    ring = KeyRing(load_settings(data_dir=data_dir).data_dir)
    now = datetime.now(UTC)
    until = now + timedelta(hours=overlap_hours)
    made, text = ring.rotate(key_id, now, old_until=until)
    warn(f"Key {made.id} for {made.name}; as it was, it ends {until:{_MINUTE}} UTC:")
    sys.stdout.write(f"{text}\n")


@keys_command.command("revoke")
@data_option
@click.argument("key_id")
def revoke_command(data_dir: Path | None, key_id: str) -> None:
    """Ends the use of a key."""
    ring = KeyRing(load_settings(data_dir=data_dir).data_dir)
    revoked = ring.revoke(key_id, datetime.now(UTC))
    stdout().print(f"{revoked.id} ({visible(revoked.name)}) can no longer be used.")
