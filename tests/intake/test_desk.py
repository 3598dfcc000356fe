"""Articles made ready for ingest: outlets looked up, pages read."""

import pytest

from service.domain.errors import InvalidUrlError
from service.domain.ids import registered_outlet_id
from service.intake.desk import IntakeDesk
from service.intake.outlets import BadRegistryError
from tests.factories import make_article

FILE = """
[outlets.harbour]
name = "The Harbour"
kind = "paper"
domains = ["harbour.example"]
aliases = ["Harbour Daily"]
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "outlets.toml"
    path.write_text(FILE)
    return IntakeDesk.with_outlets(path)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.harbour.example/a", None),
        ("https://m.harbour.example/a", "Somebody else"),
        ("https://unknown.example/a", "harbour daily"),
    ],
)
def test_hosts_and_names_lead_to_one_registered_outlet(desk, url, name):
    found = desk.take(make_article(url=url, outlet=name)).registered
    assert (found.id, found.kind) == (registered_outlet_id("harbour"), "paper")
    assert found.domains == ("harbour.example",)


def test_an_outlet_that_nobody_registered_keeps_the_name_given(desk):
    given = make_article(url="https://unknown.example/a", outlet="The Unknown")
    assert desk.take(given) == given


def test_a_bad_url_is_named(desk):
    with pytest.raises(InvalidUrlError):
        desk.take(make_article(url="nowhere"))


def test_a_bad_file_is_named(tmp_path):
    path = tmp_path / "outlets.toml"
    path.write_text("[outlets.x]\nname = 3")
    with pytest.raises(BadRegistryError):
        IntakeDesk.with_outlets(path)
