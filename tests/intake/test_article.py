from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.domain.errors import InvalidUrlError
from service.domain.kinds import Place
from service.domain.model import ArticleInput
from service.domain.versions import PageFacts
from service.intake.article import fill_from_feed, make_article
from service.intake.feeds import FeedItem
from service.intake.outlets import OutletRegistry, RegisteredOutlet
from service.intake.page import Found, FoundTime, PageContent

REGISTRY = OutletRegistry(
    [
        RegisteredOutlet("valley", "Valley Voice", "paper", ("valley.example", "vv.example")),
        RegisteredOutlet("bundle", "Bundle", "aggregator", ("bundle.example",)),
    ]
)
EARLY = datetime(2026, 1, 5, 8, tzinfo=UTC)
LATE = datetime(2026, 1, 5, 20, tzinfo=UTC)


def make_content(**changes: object) -> PageContent:
    fields: dict[str, object] = {
        "text": "One line of text.",
        "title": Found("A night", "json-ld headline"),
        "byline": None,
        "language": Found("en", "html lang"),
        "canonical_url": None,
        "outlet_name": Found("The Voice of the Valley", "meta og:site_name"),
        "published_at": FoundTime(EARLY, "json-ld datePublished"),
        "modified_at": None,
        "regions": (),
        "captions": (),
        "text_found_in": "page",
        "encoding": "utf-8 (bytes)",
        "html_sha256": "0" * 64,
        "extractor": "test/1",
    }
    return PageContent(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://m.valley.example/a", "Valley Voice"),
        ("https://nowhere.example/a", "The Voice of the Valley"),
    ],
)
def test_the_registry_names_the_outlet_before_the_page(url: str, name: str):
    assert make_article(make_content(), url=url, registry=REGISTRY).outlet == name


def test_an_unknown_outlet_without_a_name_is_its_host():
    content = make_content(outlet_name=None)
    article = make_article(content, url="https://www.nowhere.example/a", registry=REGISTRY)
    assert article.outlet == "nowhere.example"


@pytest.mark.parametrize(
    ("fetched", "canonical", "expected"),
    [
        ("https://amp.valley.example/a", "https://valley.example/a", "canonical"),
        ("https://vv.example/a", "https://valley.example/a", "canonical"),
        ("https://www.nowhere.example/a?x=1", "https://nowhere.example/a", "canonical"),
        ("https://bundle.example/a", "https://valley.example/a", "fetched"),
        ("https://nowhere.example/a", "https://elsewhere.example/a", "fetched"),
    ],
)
def test_a_canonical_address_counts_within_one_outlet(fetched: str, canonical: str, expected: str):
    content = make_content(canonical_url=Found(canonical, "link canonical"))
    article = make_article(content, url=fetched, registry=REGISTRY)
    assert article.url == (canonical if expected == "canonical" else fetched)


def make_input(published_at: datetime | None, found_in: str, title: str | None) -> ArticleInput:
    page = PageFacts("0" * 64, "test/1", "utf-8", (("published_at", found_in),))
    url = "https://valley.example/a"
    return ArticleInput(url, "One line.", title=title, published_at=published_at, page=page)


ITEM = FeedItem(
    "https://valley.example/a", "Feed title", None, FoundTime(LATE, "feed"), FoundTime(LATE, "feed")
)


def test_the_feed_fills_what_the_page_leaves_open():
    article = fill_from_feed(make_input(None, "", None), ITEM)
    assert (article.title, article.published_at, article.modified_at) == ("Feed title", LATE, LATE)
    assert article.page is not None
    assert dict(article.page.found_in) == {
        "title": "feed title",
        "published_at": "feed",
        "modified_at": "feed",
    }


@pytest.mark.parametrize(
    ("found_in", "expected"), [("guess", LATE), ("json-ld datePublished", EARLY)]
)
def test_only_a_guessed_time_gives_way_to_the_feed(found_in: str, expected: datetime):
    article = fill_from_feed(make_input(EARLY, found_in, "Own title"), ITEM)
    assert (article.title, article.published_at) == ("Own title", expected)


def test_a_feed_that_says_nothing_changes_nothing():
    article = make_input(EARLY, "guess", "Own title")
    assert fill_from_feed(article, FeedItem(article.url)) == article


def test_a_page_from_a_file_has_the_address_it_names():
    content = make_content(canonical_url=Found("https://valley.example/a", "link canonical"))
    article = make_article(content, url=None, registry=REGISTRY)
    assert (article.url, article.outlet) == ("https://valley.example/a", "Valley Voice")


def test_a_page_without_any_address_is_refused():
    with pytest.raises(InvalidUrlError) as caught:
        make_article(make_content(), url=None, registry=REGISTRY)
    assert caught.value.field == "url"


def test_captions_that_quote_follow_the_text_as_regions():
    content = make_content(
        text="“We will go,” she said.",
        captions=(
            "“The river took all of it,” Luis Prado said. Photo: M. Gil",
            "The bridge at noon",
            "She said “We will go” on Friday",
        ),
    )
    article = make_article(content, url="https://nowhere.example/a", registry=REGISTRY)
    caption = content.captions[0]
    assert article.text == f"{content.text}\n\n{caption}"
    (region,) = article.regions
    assert region.place is Place.CAPTION
    assert article.text[region.start : region.end] == caption


def test_a_page_with_a_thousand_captions_lends_few_of_them():
    captions = tuple(f"“This is what number {n} said” of it" for n in range(1000))
    article = make_article(
        make_content(captions=captions), url="https://nowhere.example/a", registry=REGISTRY
    )
    assert len(article.regions) == 20
