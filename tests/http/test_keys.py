from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.errors import InputError, StoreUnavailableError
from service.http.keys import KEYS_NAME, KeyRing, Scope

NOW = datetime(2026, 1, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_key_is_found_by_itself_alone_and_never_kept(tmp_path):
    ring = KeyRing(tmp_path)
    made, text = ring.create("desk", {Scope.READ, Scope.INGEST}, NOW)
    assert ring.find(text, NOW) == made
    assert made.allows(Scope.INGEST)
    assert not made.allows(Scope.JUDGE)
    kept = (tmp_path / KEYS_NAME).read_text()
    assert text not in kept
    _, made_id, secret = text.split("_", 2)  # the secret may hold underscores itself
    assert made_id == made.id
    assert secret not in kept
    assert stat.S_IMODE((tmp_path / KEYS_NAME).stat().st_mode) == 0o600
    assert ring.find(text[:-1], NOW) is None
    assert ring.find(text + "x", NOW) is None
    assert ring.find(f"qp_{made.id}_", NOW) is None


def test_another_process_notices_at_once(tmp_path):
    serving, other = KeyRing(tmp_path), KeyRing(tmp_path)
    assert not serving.has_active(NOW)
    made, text = other.create("desk", {Scope.ADMIN}, NOW)
    assert serving.find(text, NOW) == made
    assert all(made.allows(scope) for scope in Scope)
    revoked = other.revoke(made.id, NOW)
    assert revoked.revoked_at == NOW
    assert other.revoke(made.id, datetime(2027, 1, 1, tzinfo=UTC)) == revoked
    assert serving.find(text, NOW) is None
    assert not serving.has_active(NOW)
    assert serving.list_keys() == [revoked]


def test_keys_are_told_apart(tmp_path):
    ring = KeyRing(tmp_path)
    made = [ring.create(name, {Scope.READ}, NOW) for name in ("a", "b", "c")]
    assert len({text for _, text in made}) == 3
    assert [ring.find(text, NOW) for _, text in made] == [key for key, _ in made]


def test_unknown_ids_and_broken_files(tmp_path):
    ring = KeyRing(tmp_path)
    with pytest.raises(InputError):
        ring.revoke("none", NOW)
    (tmp_path / KEYS_NAME).write_text('[{"id": 1}]')
    with pytest.raises(StoreUnavailableError):
        ring.find("qp_a_b", NOW)


@given(st.text(max_size=250))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_other_text_is_a_key(tmp_path, text):
    ring = KeyRing(tmp_path)
    if not ring.has_active(NOW):
        ring.create("desk", {Scope.READ}, NOW)
    assert ring.find(text, NOW) is None


def test_a_key_expires_by_itself(tmp_path):
    ring = KeyRing(tmp_path)
    made, text = ring.create("desk", {Scope.READ}, NOW, expires_at=NOW + HOUR)
    assert KeyRing(tmp_path).find(text, NOW + HOUR - timedelta.resolution) == made
    assert ring.has_active(NOW)
    assert ring.find(text, NOW + HOUR) is None
    assert not ring.has_active(NOW + HOUR)
    assert not ring.is_active(made.id, NOW + HOUR)
    with pytest.raises(InputError, match="no longer in use"):
        ring.rotate(made.id, NOW + HOUR, old_until=NOW + 2 * HOUR)


def test_a_key_is_rotated_under_the_same_id(tmp_path):
    ring = KeyRing(tmp_path)
    made, first = ring.create("desk", {Scope.READ}, NOW, expires_at=NOW + 9 * HOUR)
    _, second = ring.rotate(made.id, NOW, old_until=NOW + HOUR)
    assert second != first
    for text in (first, second):
        found = ring.find(text, NOW)
        assert found is not None
        assert (found.id, found.scopes, found.expires_at) == (made.id, made.scopes, made.expires_at)
    assert ring.find(first, NOW + HOUR) is None
    assert ring.find(second, NOW + HOUR) is not None
    _, third = ring.rotate(made.id, NOW, old_until=NOW)
    assert [ring.find(text, NOW) is not None for text in (first, second, third)] == [
        False,
        False,
        True,
    ]
    kept = (tmp_path / KEYS_NAME).read_text()
    assert not [text for text in (first, second, third) if text.split("_", 2)[2] in kept]
    ring.revoke(made.id, NOW)
    assert ring.find(third, NOW) is None
    with pytest.raises(InputError):
        ring.rotate("none", NOW, old_until=NOW)


def test_files_of_an_older_release_are_read(tmp_path):
    ring = KeyRing(tmp_path)
    made, text = ring.create("desk", {Scope.READ}, NOW)
    rows = orjson.loads((tmp_path / KEYS_NAME).read_bytes())
    for name in ("expires_at", "old_sha256", "old_until"):
        del rows[0][name]
    (tmp_path / KEYS_NAME).write_bytes(orjson.dumps(rows))
    assert KeyRing(tmp_path).find(text, NOW) == made
