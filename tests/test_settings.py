from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from service.settings import PREFIX, Settings, settings_markdown
from service.usecases.config import Limits

UNITS = ("_bytes", "_chars", "_lines", "_seconds")


def test_the_environment_is_read_under_the_prefix(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(f"{PREFIX}PORT", "9000")
    monkeypatch.setenv("PORT", "1")
    assert Settings().port == 9000


def test_settings_do_not_change():
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.port = 1


def test_the_defaults_of_both_places_agree():
    assert Settings().limits() == Limits()


def test_every_setting_says_its_reason_and_names_its_unit():
    for name, field in Settings.model_fields.items():
        assert field.description, name
        if re.search(r"bytes|code points|how long", field.description):
            assert name.endswith(UNITS), name


def test_the_table_lists_every_setting():
    table = settings_markdown()
    for name in Settings.model_fields:
        assert f"`{PREFIX}{name.upper()}`" in table
