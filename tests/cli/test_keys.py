from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.http.keys import KeyRing, Scope

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_key_is_made_listed_and_revoked(run: Run, tmp_path: Path):
    made = run("keys", "create", "--name", "fact desk", "--scope", "read", "--scope", "judge")
    assert made.status == 0
    (text,) = made.out.split()
    key = KeyRing(tmp_path / "data").find(text, datetime.now(UTC))
    assert key is not None
    assert set(key.scopes) == {Scope.READ, Scope.JUDGE}
    listed = run("keys", "list").out
    assert "fact desk: judge, read" in listed
    assert text not in listed
    assert run("keys", "revoke", key.id).status == 0
    assert "revoked" in run("keys", "list").out
    assert KeyRing(tmp_path / "data").find(text, datetime.now(UTC)) is None


def test_what_cannot_be_done_with_keys(run: Run):
    ended = run("keys", "revoke", "none")
    assert ended.status == 1
    assert "no key has the id" in ended.err
    assert run("keys", "create", "--name", "x", "--scope", "everything").status == 2


def test_other_machines_need_keys(run: Run):
    ended = run("serve", "--host", "0.0.0.0")  # noqa: S104  refused, never bound
    assert ended.status == 1
    assert "there are no keys" in ended.err


def test_a_key_that_expires(run: Run, tmp_path: Path):
    made = run("keys", "create", "--name", "desk", "--expires", "90d")
    assert made.status == 0
    (key,) = KeyRing(tmp_path / "data").list_keys()
    assert key.expires_at is not None
    left = key.expires_at - datetime.now(UTC)
    assert timedelta(days=89, hours=23) < left <= timedelta(days=90)
    assert f"expires {key.expires_at:%Y-%m-%d}" in run("keys", "list").out
    assert run("keys", "create", "--name", "desk", "--expires", "2999-01-31").status == 0
    for unfit in ("soon", "0d", "2020-01-01", "99999d9", "2999-02-30"):
        assert run("keys", "create", "--name", "x", "--expires", unfit).status == 2


def test_a_key_is_rotated(run: Run, tmp_path: Path):
    first = run("keys", "create", "--name", "desk").out.strip()
    ring = KeyRing(tmp_path / "data")
    (key,) = ring.list_keys()
    second = run("keys", "rotate", key.id).out.strip()
    now = datetime.now(UTC)
    assert [ring.find(text, now) is not None for text in (first, second)] == [True, True]
    third = run("keys", "rotate", key.id, "--overlap-hours", "0").out.strip()
    now = datetime.now(UTC)
    found = [ring.find(text, now) is not None for text in (first, second, third)]
    assert found == [False, False, True]
    assert run("keys", "rotate", "none").status == 1
