"""Reading pages of our own making: what each field comes from, and what is no article."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.kinds import Place
from service.intake.html import EXTRACTOR, read_page
from service.intake.problems import PageProblem, UnreadablePageError

if TYPE_CHECKING:
    from service.intake.page import PageContent

URL = "https://valley.example/2026/01/05/square?utm_source=x"
PARAGRAPHS = [
    "The second speech of the night was short, and the square had been waiting for it since noon.",
    "“If they touch Petro, they touch Colombia,” the president said from the stage at nine.",
    "The rain had stopped by then. Vendors sold coffee between the rows, and the band packed up.",
    "“We cannot lower our guard,” he added. “There are still things to discuss in Washington.”",
    "Nobody knew how long the silence would last, and nobody in the square wanted to be the first.",
]
LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "A night in the square",
    "author": [{"@type": "Person", "name": "Marta Rincón"}, {"name": "Owen Hartley"}],
    "datePublished": "2026-01-05T19:40:00-05:00",
    "dateModified": "2026-01-06T08:00:00Z",
    "inLanguage": "en",
    "publisher": {"@type": "Organization", "name": "Valley Voice"},
}


def make_page(
    *,
    head: str = "",
    ld: object = None,
    body: str | None = None,
    lang: str = "en",
    h1: str = "A night in the square",
) -> str:
    script = (
        f'<script type="application/ld+json">{orjson.dumps(ld).decode()}</script>' if ld else ""
    )
    inner = body if body is not None else "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{h1} | Valley Voice</title>{head}{script}'
        f"</head><body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>{h1}</h1>{inner}</article><footer>All rights.</footer></body></html>"
    )


def read(page: str | bytes, content_type: str | None = None) -> PageContent:
    data = page if isinstance(page, bytes) else page.encode()
    return read_page(data, url=URL, content_type=content_type)


def test_the_body_keeps_its_paragraphs_and_nothing_else():
    assert read(make_page()).text.split("\n\n") == PARAGRAPHS


def test_structured_data_come_first():
    page = read(make_page(ld=LD, head='<meta property="og:title" content="Another title">'))
    assert page.title is not None
    assert (page.title.value, page.title.found_in) == ("A night in the square", "json-ld headline")
    assert page.byline is not None
    assert page.byline.value == "Marta Rincón, Owen Hartley"
    assert page.outlet_name is not None
    assert page.outlet_name.value == "Valley Voice"
    assert page.published_at is not None
    assert page.published_at.value == datetime(2026, 1, 6, 0, 40, tzinfo=UTC)
    assert page.published_at.found_in == "json-ld datePublished"
    assert page.modified_at is not None
    assert page.modified_at.value == datetime(2026, 1, 6, 8, tzinfo=UTC)


def test_the_bytes_are_hashed_as_received_and_the_extractor_is_named():
    data = make_page().encode()
    page = read(data)
    assert page.html_sha256 == hashlib.sha256(data).hexdigest()
    assert page.extractor == EXTRACTOR
    assert EXTRACTOR.startswith("trafilatura/")


@pytest.mark.parametrize(
    "ld",
    [
        [{"@type": "WebSite", "name": "Valley"}, LD],
        {"@graph": [{"@type": "BreadcrumbList"}, LD]},
        LD | {"@type": ["Article", "NewsArticle"]},
        LD | {"@type": "https://schema.org/NewsArticle"},
        LD | {"author": ["Marta Rincón", "Owen Hartley"]},
        {
            "@graph": [
                LD | {"author": {"@id": "#m"}},
                {"@id": "#m", "name": "Marta Rincón, Owen Hartley"},
            ]
        },
        LD | {"author": {"name": "Marta Rinc&oacute;n and Owen Hartley"}},
        [{"@type": "NewsArticle", "headline": "A teaser", "url": "https://valley.example/t"}, LD],
    ],
    ids=[
        "list",
        "graph",
        "two types",
        "full type",
        "plain authors",
        "reference",
        "escaped",
        "teaser",
    ],
)
def test_json_ld_is_found_however_it_is_wrapped(ld: object):
    page = read(make_page(ld=ld))
    assert page.title is not None
    assert page.title.value == "A night in the square"
    assert page.byline is not None
    assert page.byline.value == "Marta Rincón, Owen Hartley"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A night\n in the square",}',
        '<!-- {"@type": "NewsArticle", "headline": "A night in the square"} -->',
    ],
    ids=["line break and comma", "in a comment"],
)
def test_broken_json_ld_is_mended(script: str):
    page = read(make_page(head=f'<script type="application/ld+json">{script}</script>', h1="Else"))
    assert page.title is not None
    assert (page.title.value, page.title.found_in) == ("A night in the square", "json-ld headline")


def test_meta_tags_fill_what_json_ld_leaves_open():
    head = (
        '<meta property="og:title" content="A night in the square - Valley Voice">'
        '<meta property="og:site_name" content="Valley Voice">'
        '<meta name="author" content="By Marta Rincón and Owen Hartley">'
        '<meta property="article:published_time" content="2026-01-05T19:40:00-0500">'
    )
    page = read(
        make_page(head=head, ld={"@type": "NewsArticle", "author": "https://valley.example/m"})
    )
    found = [page.title, page.byline, page.outlet_name]
    assert [(f.value, f.found_in) for f in found if f] == [
        ("A night in the square", "meta og:title"),
        ("Marta Rincón, Owen Hartley", "meta author"),
        ("Valley Voice", "meta og:site_name"),
    ]
    assert page.published_at is not None
    assert page.published_at.value == datetime(2026, 1, 6, 0, 40, tzinfo=UTC)


def test_microdata_are_read():
    body = (
        '<span itemprop="author">Marta Rincón</span>'
        '<time itemprop="datePublished" datetime="2026-01-05T10:00:00+01:00">today</time>'
    ) + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = read(make_page(body=body))
    assert page.byline is not None
    assert (page.byline.value, page.byline.found_in) == ("Marta Rincón", "microdata author")
    assert page.published_at is not None
    assert page.published_at.value == datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_a_time_without_a_zone_says_so():
    head = '<meta property="article:published_time" content="2026-01-05 19:40">'
    published = read(make_page(head=head)).published_at
    assert published is not None
    assert (published.value, published.has_zone) == (
        datetime(2026, 1, 5, 19, 40, tzinfo=UTC),
        False,
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/2026/01/05/square", "https://valley.example/2026/01/05/square"),
        ("https://valley.example/s", "https://valley.example/s"),
        ("https://valley.example/", None),
        ("", None),
        ("http://[bad", None),
        ("javascript:void(0)", None),
    ],
)
def test_the_canonical_address_is_absolute_and_no_front_page(link: str, expected: str | None):
    canonical = read(make_page(head=f'<link rel="canonical" href="{link}">')).canonical_url
    assert (canonical.value if canonical else None) == expected


def test_a_language_that_lies_is_corrected_from_a_long_text():
    spanish = [
        f"A las {hour} de la noche, el presidente seguía en la plaza con {hour * 70} personas."
        for hour in range(4, 12)
    ]
    body = "".join(f"<p>{text}</p>" for text in spanish)
    page = read(make_page(body=body, lang="en-US"))
    assert page.language is not None
    assert page.language.value == "es"
    assert page.language.found_in == "guess against html lang"


def test_a_declared_language_is_believed_when_it_may_be_true():
    page = read(make_page(lang="en-GB"))
    assert page.language is not None
    assert (page.language.value, page.language.found_in) == ("en", "html lang")


def test_block_quotes_and_posts_are_regions_of_the_text():
    quote = "A sentence that a court has written, long enough to stand for itself in a block."
    post = "For the homeland I will take up arms again, even though I do not want to do it."
    body = (
        f"<p>{PARAGRAPHS[0]}</p><blockquote><p>{quote}</p></blockquote><p>{PARAGRAPHS[1]}</p>"
        f'<blockquote class="twitter-tweet"><p>{post}</p></blockquote>'
        f"<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )
    page = read(make_page(body=body))
    found = {(region.place, page.text[region.start : region.end]) for region in page.regions}
    assert found == {(Place.BLOCK_QUOTE, quote), (Place.EMBEDDED_POST, post)}


def test_all_paragraphs_of_a_block_are_one_region_and_a_signature_is_part_of_a_post():
    lines = [
        "Promises do not carry trucks, said nobody who drives one up here in winter.",
        "Go on.",
    ]
    post = "We will strike on Monday and on every Monday after it, until someone listens to us."
    body = (
        f"<p>{PARAGRAPHS[0]}</p><blockquote><p>{lines[0]}</p><p>{lines[1]}</p></blockquote>"
        f"<p>{PARAGRAPHS[1]}</p>"
        f'<blockquote class="twitter-tweet"><p>{post}</p>&mdash; Luis Prado (@luis)'
        f"</blockquote><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )
    page = read(make_page(body=body))
    assert [(r.place, page.text[r.start : r.end]) for r in page.regions] == [
        (Place.BLOCK_QUOTE, "\n\n".join(lines)),
        (Place.EMBEDDED_POST, f"{post}\n\n— Luis Prado (@luis)"),
    ]


def test_captions_stand_apart():
    body = "<figure><img src='a.jpg'><figcaption>Petro at the desk</figcaption></figure>"
    page = read(make_page(body=body + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)))
    assert page.captions == ("Petro at the desk",)
    assert "at the desk" not in page.text


def test_a_body_in_the_structured_data_alone_is_taken():
    page = read(make_page(ld=LD | {"articleBody": "\n".join(PARAGRAPHS)}, body="<div></div>"))
    assert page.text.split("\n\n") == PARAGRAPHS
    assert page.text_found_in == "json-ld articleBody"


ACCENTED = make_page(body="".join(f"<p>{text} Bogotá, señal, “uno”.</p>" for text in PARAGRAPHS))
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("data", "content_type", "encoding"),
    [
        (ACCENTED.encode(), "text/html; charset=iso-8859-1", "utf-8"),
        (ACCENTED.encode("cp1252"), "text/html; charset=windows-1252", "cp1252"),
        (ACCENTED.encode("cp1252"), "text/html; charset=ISO-8859-1", "cp1252"),
        (
            ACCENTED.replace("<head>", "<head>" + META.format("latin1")).encode("cp1252"),
            "text/html; charset=utf-8",
            "cp1252",
        ),
        (ACCENTED.encode("cp1252"), None, "cp1252"),
        (b"\xff\xfe" + ACCENTED.encode("utf-16-le"), None, "utf-16-le"),
        (b"\xef\xbb\xbf" + ACCENTED.encode(), None, "utf-8"),
        (ACCENTED.encode(), "text/html; charset=nonsense", "utf-8"),
    ],
    ids=[
        "utf-8 said latin",
        "cp1252",
        "cp1252 said latin",
        "header lies",
        "nothing said",
        "utf-16",
        "bom",
        "unknown",
    ],
)
def test_encodings_that_lie_lose_no_letter(data: bytes, content_type: str | None, encoding: str):
    page = read(data, content_type)
    assert "Bogotá, señal, “uno”." in page.text
    assert page.encoding.startswith(encoding + " (")


def test_characters_that_no_store_keeps_are_dropped():
    body = "".join(f"<p>{text} a&#0;b&#xD800;c\x00d.</p>" for text in PARAGRAPHS)
    page = read(make_page(body=body))
    page.text.encode()
    assert "\x00" not in page.text


LINKS = "".join(
    f"<li><a href='/{n}'>Headline number {n} about the valley</a></li>" for n in range(40)
)


@pytest.mark.parametrize(
    ("data", "content_type", "reason"),
    [
        (b"", None, PageProblem.EMPTY),
        (b" \n ", None, PageProblem.EMPTY),
        (b"<html>" + b" " * 2_000_000, None, PageProblem.TOO_LARGE),
        (b"%PDF-1.7 and more", None, PageProblem.NOT_HTML),
        (b"Plain words without any markup at all.", None, PageProblem.NOT_HTML),
        (make_page().encode(), "application/pdf", PageProblem.NOT_HTML),
        (b"<html><body></body></html>", None, PageProblem.NO_ARTICLE),
        (make_page(body="<p>Short.</p>").encode(), None, PageProblem.NO_ARTICLE),
        (
            make_page(
                ld=LD | {"isAccessibleForFree": False}, body=f"<p>{PARAGRAPHS[0]}</p>"
            ).encode(),
            None,
            PageProblem.PAYWALL,
        ),
        (
            make_page(body=f"<p>{PARAGRAPHS[0]}</p><p>Subscribe to continue reading.</p>").encode(),
            None,
            PageProblem.PAYWALL,
        ),
        (
            make_page(
                body="<p>We use cookies. With your consent we store cookies and read them. "
                "You can withdraw your consent to cookies at any time on this page.</p>"
            ).encode(),
            None,
            PageProblem.CONSENT_WALL,
        ),
        (
            f"<html><body><main><h1>Latest</h1><ul>{LINKS}</ul></main></body></html>".encode(),
            None,
            PageProblem.LISTING,
        ),
    ],
    ids=[
        "empty",
        "blank",
        "too large",
        "pdf bytes",
        "no markup",
        "pdf type",
        "no body",
        "one word",
        "paid",
        "subscribe",
        "cookies",
        "listing",
    ],
)
def test_what_is_no_article_is_refused_by_its_reason(
    data: bytes, content_type: str | None, reason: PageProblem
):
    with pytest.raises(UnreadablePageError) as caught:
        read_page(data, url=URL, content_type=content_type, max_bytes=1_000_000)
    assert caught.value.reason is reason
    assert caught.value.field == "html"
    assert caught.value.remedy


def test_an_article_about_cookies_is_an_article():
    paragraphs = [f"{text} Rules on cookies, part {n}." for n, text in enumerate(PARAGRAPHS * 3)]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    assert "Rules on cookies" in read(make_page(body=body)).text


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "table", "p"])
def test_markup_nested_without_end_is_survived(tag: str):
    page = make_page(body=f"<{tag}>" * 3000 + "".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    with suppress(UnreadablePageError):
        assert read(page).text


def test_a_tag_of_endless_attributes_is_refused_before_it_costs_anything():
    attributes = " ".join(f"a{n}='x'" for n in range(30_000))
    with pytest.raises(UnreadablePageError) as caught:
        read(f"<html><body {attributes}><p>{PARAGRAPHS[0]}</p></body></html>")
    assert caught.value.reason is PageProblem.BROKEN


def test_a_long_script_is_no_endless_tag():
    page = read(make_page(head=f"<script>{'a=1;' * 30_000}</script>"))
    assert page.text.split("\n\n") == PARAGRAPHS


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_give_an_article_or_a_reason(noise: bytes, at: int):
    data = ACCENTED.encode()
    with suppress(UnreadablePageError):
        page = read_page(data[:at] + noise + data[at:], url=URL)
        page.text.encode()
        assert all(0 <= region.start < region.end <= len(page.text) for region in page.regions)
