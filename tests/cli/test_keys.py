from __future__ import annotations

from typing import TYPE_CHECKING

from service.http.keys import KeyRing, Scope

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_key_is_made_listed_and_revoked(run: Run, tmp_path: Path):
    made = run("keys", "create", "--name", "fact desk", "--scope", "read", "--scope", "judge")
    assert made.status == 0
    (text,) = made.out.split()
    key = KeyRing(tmp_path / "data").find(text)
    assert key is not None
    assert set(key.scopes) == {Scope.READ, Scope.JUDGE}
    listed = run("keys", "list").out
    assert "fact desk: judge, read" in listed
    assert text not in listed
    assert run("keys", "revoke", key.id).status == 0
    assert "revoked" in run("keys", "list").out
    assert KeyRing(tmp_path / "data").find(text) is None


def test_what_cannot_be_done_with_keys(run: Run):
    ended = run("keys", "revoke", "none")
    assert ended.status == 1
    assert "no key has the id" in ended.err
    assert run("keys", "create", "--name", "x", "--scope", "everything").status == 2


def test_other_machines_need_keys(run: Run):
    ended = run("serve", "--host", "0.0.0.0")  # noqa: S104  refused, never bound
    assert ended.status == 1
    assert "there are no keys" in ended.err
