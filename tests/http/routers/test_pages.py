"""Pages instead of texts, and outlets by the registry."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.http.checks import assert_problem

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

LINE = "For the homeland I will take up arms again, even though I do not want to"
PAGE = f"""<!doctype html><html lang="en"><head><title>Petro answers | The Harbour</title>
<meta property="og:title" content="Petro answers Trump">
<meta property="og:site_name" content="The Harbour">
<meta property="article:published_time" content="2026-01-05T12:00:00-05:00">
<link rel="canonical" href="https://harbour.example/petro"></head><body><article>
<h1>Petro answers Trump</h1>
<p>The president of Colombia answered on Monday, in a long message that was read in two capitals
before the markets opened, and that left little room for doubt about its tone.</p>
<p>“{LINE},” said Gustavo Petro.</p>
<p>Nobody in the palace would say whether the message had been written with the help of advisers,
and the foreign ministry sent callers back to the text itself.</p></article></body></html>"""


def add(client: TestClient, **article: Any) -> dict[str, Any]:
    response = client.post("/v1/articles", json=article)
    assert response.status_code in {200, 201}, response.text
    made: dict[str, Any] = response.json()
    return made


def test_a_page_becomes_an_article_and_says_where_each_field_stood(client: TestClient):
    made = add(client, url="https://www.harbour.example/petro?utm_source=x", html=PAGE)
    assert made["mentions"] >= 1
    page = made["page"]
    assert page["html_sha256"] == hashlib.sha256(PAGE.encode()).hexdigest()
    assert page["extractor"].startswith("trafilatura/")
    assert page["found_in"]["title"] == "meta og:title"
    assert page["found_in"]["text"] == "page"
    kept = client.get(f"/v1/articles/{made['article_id']}").json()
    assert kept["page"] == page
    assert kept["title"] == "Petro answers Trump"
    assert kept["published_at"] == "2026-01-05T17:00:00Z"
    assert kept["outlet"]["name"] == "The Harbour"
    assert LINE in kept["text"]
    assert "<" not in kept["text"]


def test_what_is_given_counts_before_the_page(client: TestClient):
    made = add(
        client, url="https://harbour.example/petro", html=PAGE, title="Another", outlet="Port News"
    )
    assert made["page"]["found_in"]["title"] == "request"
    kept = client.get(f"/v1/articles/{made['article_id']}").json()
    assert (kept["title"], kept["outlet"]["name"]) == ("Another", "Port News")


@pytest.mark.parametrize("body", [{}, {"text": "“A b c,” X said.", "html": PAGE}])
def test_either_text_or_html(client: TestClient, body: dict[str, str]):
    response = client.post("/v1/articles", json={"url": "https://harbour.example/a"} | body)
    assert_problem(response, 422, "validation")


@pytest.mark.parametrize("html", ["", "no markup", "<html><body><nav>Home</nav></body></html>"])
def test_a_page_without_an_article_is_refused_with_the_reason(client: TestClient, html: str):
    response = client.post("/v1/articles", json={"url": "https://harbour.example/a", "html": html})
    assert_problem(response, 422, "invalid-input", field="html")
    assert client.get("/v1/coverage").json()["articles"] == 0


def test_a_lone_surrogate_in_a_page(client: TestClient):
    body = b'{"url": "https://harbour.example/a", "html": "<p>\\ud800</p>"}'
    response = client.post(
        "/v1/articles", content=body, headers={"Content-Type": "application/json"}
    )
    assert response.status_code in {400, 422}
    assert client.get("/v1/coverage").json()["articles"] == 0


def test_pages_in_a_batch(client: TestClient):
    lines = [{"url": "https://harbour.example/a", "html": html} for html in (PAGE, "nothing")]
    response = client.post(
        "/v1/articles/batch",
        content="\n".join(json.dumps(line) for line in lines),
        headers={"Content-Type": "application/x-ndjson"},
    )
    assert [each.split(b'"status":')[1][:3] for each in response.content.splitlines()] == [
        b"201",
        b"422",
    ]


def test_one_outlet_under_many_names_and_hosts(client: TestClient):
    text = f"“{LINE},” said Gustavo Petro."
    urls = [
        ("https://www.reuters.com/world/a", "Some name"),
        ("https://mobile.reuters.com/world/b", None),
        ("https://mirror.example/c", "Reuters"),
    ]
    for url, name in urls:
        add(client, url=url, text=text, **({"outlet": name} if name else {}))
    outlets = client.get("/v1/outlets").json()["outlets"]
    assert [(each["name"], each["kind"]) for each in outlets] == [("Reuters", "agency")]


def test_an_aggregator_stays_one_whatever_name_comes_with_it(client: TestClient):
    text = f"“{LINE},” said Gustavo Petro."
    add(client, url="https://news.yahoo.com/a", text=text, outlet="Reuters")
    add(client, url="https://harbour.example/b", text=text)
    [aggregator] = [
        each for each in client.get("/v1/outlets").json()["outlets"] if each["kind"] == "aggregator"
    ]
    assert "yahoo" in aggregator["name"].lower()
    found = client.get("/v1/search", params={"q": "take up arms again"}).json()["statements"][0]
    assert (found["outlets"], found["aggregators"]) == (2, 1)


PARAGRAPH = "The council met on Monday and said that the bridge would stay open another year."
NO_ARTICLES = {
    "no_article": "<nav><a href='/'>Home</a></nav><p>Nothing here.</p>",
    "paywall": f"<article><p>{PARAGRAPH}</p><p>Subscribe to continue reading.</p></article>",
    "consent_wall": "<div><p>We value your privacy. We use cookies to store data. Cookies help us. "
    "Accept cookies, or manage your consent to cookies before you read on.</p></div>",
    "listing": "".join(
        f"<h2><a href='/{n}'>Council votes on bridge number {n} of the harbour</a></h2>"
        for n in range(30)
    ),
    "not_html": None,
    "empty": "",
}


def test_pages_without_an_article_are_counted_by_their_reason_and_not_stored(client: TestClient):
    for reason, body in NO_ARTICLES.items():
        html = "%PDF-1.7" if body is None else body and f"<html><body>{body}</body></html>"
        article = {"url": f"https://harbour.example/{reason}", "html": html}
        assert_problem(client.post("/v1/articles", json=article), 422, "invalid-input")
    coverage = client.get("/v1/coverage").json()
    assert coverage["articles"] == 0
    assert {each["reason"] for each in coverage["failures"]} == set(NO_ARTICLES)
