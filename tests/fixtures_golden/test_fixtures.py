"""The fixtures themselves: complete, consistent, and in step with each other."""

from __future__ import annotations

import unicodedata
from collections import Counter
from urllib.parse import urlsplit

from tests.fixtures_golden.golden import GOLDEN


def test_there_are_enough_articles_of_enough_outlets():
    assert len({article.article.url for article in GOLDEN.articles}) >= 12
    assert len({article.article.outlet for article in GOLDEN.articles}) >= 7
    assert {article.article.language for article in GOLDEN.articles} == {"en", "es"}


def test_outlets_are_invented():
    hosts = {urlsplit(article.article.url).hostname or "" for article in GOLDEN.articles}
    assert all(host.endswith(".example") for host in hosts)


def test_keys_are_unique_and_every_reference_is_known():
    keys = [quotation.key for article in GOLDEN.articles for quotation in article.quotations]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    referred = {member for statement in GOLDEN.statements for member in statement.members}
    referred |= {key for pair in GOLDEN.tied + GOLDEN.apart for key in (pair.a, pair.b)}
    referred |= {q.continues for article in GOLDEN.articles for q in article.quotations} - {None}
    assert referred - set(keys) == set()


def test_no_quotation_is_in_two_statements():
    members = Counter(member for statement in GOLDEN.statements for member in statement.members)
    assert [member for member, count in members.items() if count > 1] == []


def test_offsets_meet_more_than_plain_text():
    texts = "".join(article.article.text for article in GOLDEN.articles)
    assert any(ord(char) > 0xFFFF for char in texts)
    assert any(unicodedata.combining(char) for char in texts)
    assert any(unicodedata.bidirectional(char) == "AL" for char in texts)
    assert "\u200d" in texts


def test_one_url_has_two_versions():
    counts = Counter(article.article.url for article in GOLDEN.articles)
    assert sorted(counts.values())[-2:] == [1, 2]
