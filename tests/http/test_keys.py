from __future__ import annotations

import stat
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.errors import InputError, StoreUnavailableError
from service.http.keys import KEYS_NAME, KeyRing, Scope

NOW = datetime(2026, 1, 10, tzinfo=UTC)


def test_a_key_is_found_by_itself_alone_and_never_kept(tmp_path):
    ring = KeyRing(tmp_path)
    made, text = ring.create("desk", {Scope.READ, Scope.INGEST}, NOW)
    assert ring.find(text) == made
    assert made.allows(Scope.INGEST)
    assert not made.allows(Scope.JUDGE)
    kept = (tmp_path / KEYS_NAME).read_text()
    assert text not in kept
    _, made_id, secret = text.split("_", 2)  # the secret may hold underscores itself
    assert made_id == made.id
    assert secret not in kept
    assert stat.S_IMODE((tmp_path / KEYS_NAME).stat().st_mode) == 0o600
    assert ring.find(text[:-1]) is None
    assert ring.find(text + "x") is None
    assert ring.find(f"qp_{made.id}_") is None


def test_another_process_notices_at_once(tmp_path):
    serving, other = KeyRing(tmp_path), KeyRing(tmp_path)
    assert not serving.has_active()
    made, text = other.create("desk", {Scope.ADMIN}, NOW)
    assert serving.find(text) == made
    assert all(made.allows(scope) for scope in Scope)
    revoked = other.revoke(made.id, NOW)
    assert revoked.revoked_at == NOW
    assert other.revoke(made.id, datetime(2027, 1, 1, tzinfo=UTC)) == revoked
    assert serving.find(text) is None
    assert not serving.has_active()
    assert serving.list_keys() == [revoked]


def test_keys_are_told_apart(tmp_path):
    ring = KeyRing(tmp_path)
    made = [ring.create(name, {Scope.READ}, NOW) for name in ("a", "b", "c")]
    assert len({text for _, text in made}) == 3
    assert [ring.find(text) for _, text in made] == [key for key, _ in made]


def test_unknown_ids_and_broken_files(tmp_path):
    ring = KeyRing(tmp_path)
    with pytest.raises(InputError):
        ring.revoke("none", NOW)
    (tmp_path / KEYS_NAME).write_text('[{"id": 1}]')
    with pytest.raises(StoreUnavailableError):
        ring.find("qp_a_b")


@given(st.text(max_size=250))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_other_text_is_a_key(tmp_path, text):
    ring = KeyRing(tmp_path)
    if not ring.has_active():
        ring.create("desk", {Scope.READ}, NOW)
    assert ring.find(text) is None
