from __future__ import annotations

import logging
import tempfile
from typing import TYPE_CHECKING

import pytest
import structlog

from service.logs import configure_logs
from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi.testclient import TestClient

ARMS = "for the homeland I will take up arms again"
ATTESTATION = {
    "outcome", "outcomes", "evidence", "attested_speakers", "spliced", "splice", "fuller",
}  # fmt: skip
EVIDENCE = {
    "outcome", "statement_id", "wording", "kind", "score", "status", "reason", "speaker",
    "speaker_relation", "is_fuller", "is_withdrawn", "differences", "alarms", "sources",
}  # fmt: skip


def test_a_quotation_is_verified_with_its_sources(story: TestClient):
    answer = story.post("/v1/verify", json={"text": ARMS, "speaker": "Gustavo Petro"})
    assert answer.status_code == 200
    found = answer.json()
    assert set(found) == ATTESTATION | {"coverage", "as_of"}
    assert found["outcome"] == found["outcomes"][0] == "attested_verbatim"
    assert ARMS in found["fuller"]["text"]
    for piece in found["evidence"]:
        assert set(piece) == EVIDENCE
        assert story.get(f"/v1/statements/{piece['statement_id']}").status_code == 200
        for source in piece["sources"]:
            stored = story.get(f"/v1/articles/{source['article_id']}").json()
            selector = source["selector"]
            text = stored["title"] if source["place"] == "headline" else stored["text"]
            assert text[selector["start"] : selector["end"]] == selector["exact"]
    assert found["coverage"]["articles"] > 10


def test_absence_says_what_was_searched(story: TestClient):
    found = story.post("/v1/verify", json={"text": "Nobody ever said a thing like it"}).json()
    assert found["outcomes"] == ["not_in_index"]
    assert found["evidence"] == []
    assert found["coverage"]["last_ingest_at"]


def test_another_speaker_is_named(story: TestClient):
    found = story.post("/v1/verify", json={"text": ARMS, "speaker": "Donald Trump"}).json()
    assert found["outcome"] == "attested_other_speaker"
    assert found["attested_speakers"] == ["Gustavo Petro"]
    assert {each["speaker_relation"] for each in found["evidence"]} == {"different"}


DRAFT = (
    "🇨🇴 A long Monday.\n\n"
    "“I swore to touch a weapon again since the 1989 Peace Pact,” Gustavo Petro wrote. "
    "“Colombia is run by a sick man who likes making 🙂 rum and selling it to the United "
    "States,” Donald Trump said."
)


@pytest.mark.parametrize("unit", ["code_point", "utf16"])
def test_a_draft_in_both_units(story: TestClient, unit: str):
    answer = story.post("/v1/drafts/check", params={"offsets": unit}, json={"text": DRAFT})
    found = answer.json()["mentions"]
    assert [each["attestation"]["outcome"] for each in found] == ["attested_with_edits"] * 2
    for each in found:
        assert set(each["attestation"]) == ATTESTATION
        assert cut(DRAFT, each["selector"], unit) == each["selector"]["exact"]
        quotation = each["selector"]["exact"]
        for piece in each["attestation"]["evidence"]:
            for edit in piece["differences"]:
                if edit["a"]:
                    assert cut(quotation, edit["a"], unit) == edit["a"]["exact"]
                if edit["b"]:
                    assert cut(piece["wording"]["text"], edit["b"], unit) == edit["b"]["exact"]
    (alarm,) = found[0]["attestation"]["evidence"][0]["alarms"]
    assert alarm["kind"] == "negation"


def cut(text: str, span: dict[str, int], unit: str) -> str:
    if unit == "code_point":
        return text[span["start"] : span["end"]]
    raw = text.encode("utf-16-le")
    return raw[2 * span["start"] : 2 * span["end"]].decode("utf-16-le")


@pytest.mark.parametrize("unit", ["code_point", "utf16"])
def test_a_splice_in_both_units(story: TestClient, unit: str):
    text = (
        "Colombia is run by a sick man who likes making cocaine 🙂🙂 "
        "but for the homeland I will take up arms again"
    )
    found = story.post("/v1/verify", params={"offsets": unit}, json={"text": text}).json()
    assert found["spliced"]
    assert len(found["splice"]) == 2
    for each in found["splice"]:
        assert cut(text, each, unit) == each["exact"]


@pytest.mark.parametrize("path", ["/v1/verify", "/v1/drafts/check"])
def test_what_cannot_be_checked(story: TestClient, path: str):
    assert_problem(story.post(path, json={"text": " "}), 422, "empty-text", field="text")
    assert_problem(story.post(path, json={}), 422, "validation", field="text")
    assert_problem(story.post(path, json={"text": 1}), 422, "validation", field="text")
    other = story.post(path, json={"text": "a", "colour": "red"})
    assert_problem(other, 422, "validation", field="colour")
    assert_problem(
        story.post(path, params={"offsets": "bytes"}, json={"text": "a"}), 422, "validation"
    )
    huge = story.post(path, json={"text": "a " * 1_100_000})
    assert huge.status_code in {413, 422}


def test_a_draft_without_quotations_is_checked_in_a_moment(story: TestClient):
    found = story.post("/v1/drafts/check", json={"text": "Nothing is quoted here."}).json()
    assert found["mentions"] == []
    assert found["coverage"]["articles"] > 10


MARKER = "xylographicmarker"
SECRET = (
    f"“The {MARKER} treaty was signed behind our backs,” Ana Gómez said.\n\n"
    f"“No {MARKER} will ever pass this house 7351"  # an unclosed mark, too
)


@pytest.fixture
def full_logs() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    configure_logs(line_format="json", level="debug")
    yield
    structlog.reset_defaults()
    root.setLevel(level)


@pytest.mark.usefixtures("full_logs")
def test_nothing_of_a_draft_is_kept_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    """Looks at every byte of the data folder and the temporary folder, and at all log lines."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with talking_to(tmp_path / "data") as client:
        article = {"url": "https://a.example/1", "text": f"“{ARMS},” said Gustavo Petro."}
        assert client.post("/v1/articles", json=article).status_code == 201
        before = client.get("/v1/coverage").json()
        assert client.post("/v1/drafts/check", json={"text": SECRET, "title": MARKER}).is_success
        assert client.post("/v1/verify", json={"text": SECRET, "speaker": MARKER}).is_success
        refused = client.post("/v1/drafts/check", json={"text": SECRET, MARKER: SECRET})
        assert refused.status_code == 422
        assert client.get("/v1/coverage").json() == before
        everywhere = [each for each in tmp_path.rglob("*") if each.is_file()]
        assert any(each.suffix == ".sqlite3" for each in everywhere)
        for each in everywhere:
            assert MARKER.encode() not in each.read_bytes(), each
    for each in tmp_path.rglob("*"):
        if each.is_file():
            assert MARKER.encode() not in each.read_bytes(), each
    out, err = capfd.readouterr()
    assert "request_answered" in err
    assert "/v1/drafts/check" in err
    assert MARKER not in out + err


def test_verified_as_of_a_time_before_the_article_came(client):
    def put(url, said):
        text = f"“{said},” said Mayor Helen Osborne on the stairs of the town hall."
        answer = client.post("/v1/articles", json={"url": url, "text": text, "language": "en"})
        assert answer.status_code == 201

    put("https://ledger.example/a", "The ferry will sail again before the end of the summer")
    before = client.get("/v1/changes").json()["changes"][-1]["seq"]
    said = "The old lighthouse keeper will retire without a pension"
    put("https://ledger.example/b", said)

    now = client.post("/v1/verify", json={"text": said}).json()
    then = client.post("/v1/verify", json={"text": said, "as_of": before}).json()
    future = client.post("/v1/verify", json={"text": said, "as_of": before + 1_000})

    assert (now["outcome"], now["as_of"]) == ("attested_verbatim", None)
    assert (then["outcome"], then["evidence"]) == ("not_in_index", [])
    assert then["as_of"]["sequence"] == before
    assert (then["coverage"]["articles"], now["coverage"]["articles"]) == (1, 2)
    assert then["coverage"]["sequence"] == before
    assert future.status_code == 422
