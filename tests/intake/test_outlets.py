from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from service.domain.text.normalise import fold
from service.domain.urls import fold_host
from service.intake.outlets import (
    KINDS,
    BadRegistryError,
    OutletRegistry,
    load_registry,
    read_outlets,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def registry() -> OutletRegistry:
    return load_registry()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.reuters.com/world/a-b-2026-01-05/", "reuters"),
        ("https://m.eltiempo.com/politica/1", "eltiempo"),
        ("https://edition.cnn.com/2026/01/05/x", "cnn"),
        ("https://oglobo.globo.com/x", "oglobo"),
        ("https://news.yahoo.com/a.html", "yahoo"),
        ("https://abcnews.go.com/x", "abcnews"),
        ("https://www1.folha.uol.com.br/x", "folha"),
        ("http://WWW.ELPAIS.COM./x", "elpais"),
    ],
)
def test_hosts_below_a_domain_belong_to_its_outlet(registry: OutletRegistry, url: str, key: str):
    assert registry.of_url(url).key == key


@pytest.mark.parametrize(
    "url", ["https://notreuters.com/a", "https://reuters.com.evil.example/a", "https://globo.com/a"]
)
def test_a_host_that_only_looks_alike_is_another_outlet(registry: OutletRegistry, url: str):
    assert registry.of_url(url).kind == "unknown"


def test_an_unknown_host_is_an_outlet_of_its_own(registry: OutletRegistry):
    mobile = registry.of_url("https://m.news.valley.example/a")
    assert mobile == registry.of_url("https://www.news.valley.example/b")
    assert mobile.key == mobile.name == "news.valley.example"


def test_folding_leaves_a_domain_whole():
    assert fold_host("www.com") == "www.com"
    assert fold_host("amp.www.paper.example") == "paper.example"


def test_names_and_aliases_lead_to_the_outlet(registry: OutletRegistry):
    assert [
        o.key for name in ("Agencia EFE", "AFP", "le figaro") if (o := registry.of_name(name))
    ] == ["efe", "afp", "lefigaro"]
    assert registry.of_name("The Village Voice of Nowhere") is None


@pytest.mark.parametrize("name", ["El País", "ABC", "The Times", "El Universal", "X"])
def test_a_name_that_several_have_tells_no_outlet(registry: OutletRegistry, name: str):
    assert registry.of_name(name) is None


def test_no_two_outlets_answer_to_one_name(registry: OutletRegistry):
    names = [
        fold(name)
        for outlet in registry.outlets.values()
        for name in {outlet.name, *outlet.aliases}
    ]
    assert sorted(names) == sorted(set(names))


def test_aggregators_are_kept_apart(registry: OutletRegistry):
    assert registry.of_url("https://www.msn.com/x").kind == "aggregator"
    assert registry.of_url("https://www.efe.com/x").kind == "agency"


def test_the_shipped_file_is_whole(registry: OutletRegistry):
    outlets = list(registry.outlets.values())
    assert len(outlets) >= 60
    domains = [domain for outlet in outlets for domain in outlet.domains]
    assert len(domains) == len(set(domains))
    assert all(len(o.country) == 2 and len(o.language) == 2 and o.kind in KINDS for o in outlets)


def test_a_users_file_adds_and_replaces(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text(
        '[outlets.valley]\nname = "Valley Voice"\nkind = "paper"\ndomains = ["valley.example"]\n'
        '[outlets.reuters]\nname = "Reuters News"\nkind = "agency"\ndomains = ["reuters.com"]\n',
        encoding="utf-8",
    )
    registry = load_registry(path)
    assert registry.of_url("https://x.valley.example/1").name == "Valley Voice"
    assert registry.of_url("https://reuters.com/1").name == "Reuters News"
    assert registry.of_url("https://apnews.com/1").key == "ap"


@pytest.mark.parametrize(
    "text",
    [
        "[outlets.x",
        "outlets = 3",
        "[outlets]\nx = 1",
        '[outlets.x]\nname = "X"',
        '[outlets.x]\nname = " "\ndomains = ["x.example"]',
        '[outlets.x]\nname = "X"\ndomains = "x.example"',
        '[outlets.x]\nname = "X"\ndomains = [1]',
        '[outlets.x]\nname = "X"\ndomains = ["x.example"]\nkind = "blog"',
        '[outlets.x]\nname = "X"\ndomains = ["x.example"]\nhost = "x"',
        '[outlets.x]\nname = "X"\ndomains = ["x.example"]\nshared_name = "yes"',
        '[outlets.x]\nname = "X"\ndomains = ["x.example"]\nexcerpt_chars = -1',
        '[outlets.x]\nname = "X"\ndomains = ["x.example"]\nexcerpt_chars = true',
        '[outlets.x]\nname = "X"\ndomains = ["x.example"]\nexcerpt_chars = "9"',
    ],
)
def test_a_faulty_file_is_refused_with_the_way_out(text: str):
    with pytest.raises(BadRegistryError) as caught:
        read_outlets(text)
    assert caught.value.field == "outlets"
    assert "domain" in caught.value.remedy


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(BadRegistryError, match="cannot be read"):
        load_registry(tmp_path / "none.toml")
