"""The README tells the truth: settings, endpoints and commands that exist, and no others."""

import re
from pathlib import Path

import pytest

from service.app import make_api
from service.cli.main import cli
from service.settings import PREFIX, Settings

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_listed(name):
    assert f"`{PREFIX}{name.upper()}`" in README


def test_no_setting_is_listed_that_does_not_exist():
    named = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", README))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_every_endpoint_is_listed():
    for path, operations in make_api(None).openapi()["paths"].items():
        for method in operations:
            assert f"`{method.upper()} {path}`" in README


def test_every_command_is_listed():
    for name in cli.commands:
        assert f"`{name}`" in README
