"""Answers as they were: whatever came later, the same question as of a moment is answered alike."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.http.checks import assert_problem
from tests.http.conftest import talking_to

HARBOUR = "Nobody in the capital has ever paid one coin for the harbour wall"
TEXTS = (
    f"“{HARBOUR},” Ana Gómez said.",
    f"“{HARBOUR} or for the pier,” Ana Gómez said on Monday.",
    "Ana Gómez said nobody in the capital had ever paid one coin for the harbour wall.",
    "“Nobody in the capital ever paid a coin for the harbour wall,” Luz Paz said.",
    "“Ever paid one coin for the harbour wall,” said Ana Gómez. “Empty trams are a promise that "
    "somebody forgot to keep on time,” she added.",
    "“Empty trams are a promise that somebody forgot to keep on time,” Luz Paz told reporters.",
    "The museum closes. “EMPTY TRAMS are a promise that somebody forgot to keep,” Paz said.",
)
OUTLETS = ("daily", "herald", "courier")
STEP = st.one_of(
    st.tuples(
        st.just("article"),
        st.integers(0, len(TEXTS) - 1),
        st.sampled_from(OUTLETS),
        st.integers(1, 4),
        st.integers(1, 2),
    ),
    st.tuples(
        st.just("judgement"),
        st.sampled_from(("same", "different", "other_speaker", "not_a_quotation")),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    st.tuples(st.just("undo"), st.integers(0, 50)),
    st.tuples(st.just("correction"), st.integers(0, 50)),
)


class _Story:
    """A store that grows step by step, with every answer that it gave after each."""

    def __init__(self, client):
        self.client = client
        self.mentions = []
        self.judgements = []
        self.statements = set()
        self.remembered = {}

    def do(self, step):
        kind, *given = step
        getattr(self, f"_{kind}")(*given)
        feed = self.client.get("/v1/changes", params={"limit": 1000}).json()
        self.statements |= {c["id"] for c in feed["changes"] if c["id"].startswith("st_")}
        self.remembered[feed["next_after"]] = self.answers()

    def _article(self, text, outlet, day, number):
        self._send(TEXTS[text], f"https://{outlet}.example/{number}", day)

    def _text(self, text, day):
        self._send(text, f"https://other{day}.example/1", day)

    def _send(self, text, url, day):
        published = f"2026-01-0{day}T12:00:00Z"
        sent = {"url": url, "text": text, "language": "en", "published_at": published}
        answer = self.client.post("/v1/articles", json=sent).json()
        found = self.client.get(
            f"/v1/articles/{answer['article_id']}/mentions", params={"version": answer["version"]}
        ).json()
        self.mentions += [m["id"] for m in found["mentions"] if m["id"] not in self.mentions]

    def _judgement(self, kind, a, b):
        if not self.mentions:
            return
        sent = {"kind": kind, "mention_id": self.mentions[a % len(self.mentions)]}
        if kind in {"same", "different"}:
            sent["other_mention_id"] = self.mentions[b % len(self.mentions)]
        if kind == "other_speaker":
            sent["speaker_name"] = ("Luz Paz", "Ana Gómez", "Iván Ríos")[b % 3]
        made = self.client.post(
            "/v1/judgements", json={**sent, "judged_by": "ines", "reason": "heard it"}
        )
        if made.status_code == 201:
            self.judgements.append(made.json()["id"])

    def _undo(self, which):
        if self.judgements:
            id_ = self.judgements[which % len(self.judgements)]
            assert self.client.delete(f"/v1/judgements/{id_}").status_code == 200

    def _correction(self, which):
        if self.mentions:
            id_ = self.mentions[which % len(self.mentions)]
            sent = {"kind": "misquote", "text": "She did not.", "target_id": id_}
            assert self.client.post("/v1/corrections", json=sent).status_code < 300

    def check(self):
        for sequence, answers in self.remembered.items():
            again = self.answers(as_of=sequence)
            for name, answer in answers.items():
                assert again[name] == answer, (sequence, name)
            # what came later was not there then
            for name in again.keys() - answers.keys():
                assert again[name]["status"] == 404

    def answers(self, as_of=None):
        then = {} if as_of is None else {"as_of": as_of}
        match = self.client.post(
            "/v1/match",
            json={"queries": {"a": {"text": HARBOUR}, "b": {"text": "empty trams"}}, **then},
        )
        found = {
            "search": self.client.get("/v1/search", params={"q": "harbour wall", **then}),
            "phrase": self.client.get("/v1/search", params={"q": '"a promise" trams', **then}),
            "speaker": self.client.get(
                "/v1/search", params={"q": HARBOUR, "speaker": "Paz", **then}
            ),
            "match": match,
            **{
                id_: self.client.get(f"/v1/statements/{id_}", params=then, follow_redirects=False)
                for id_ in sorted(self.statements)
            },
        }
        return {name: _shown(answer) for name, answer in found.items()}


def _shown(answer):
    if answer.status_code == 308:
        return answer.headers["Location"].partition("?")[0]
    shown = answer.json()
    for of_now in ("coverage", "as_of", "request_id"):
        shown.pop(of_now, None)
    return shown


FILLER = (
    " The council met on Tuesday in the old customs house and heard eleven speakers in turn, most of"
    " whom asked for money. The mayor left before the vote and gave no reason. Fishermen outside"
    " held up a banner about the price of ice, and a brass band from the upper town played twice."
)
STORY = (
    # other marks and capitals, dated earlier: the wording takes its text from this one
    ("article", 5, "daily", 3, 1),
    ("article", 6, "herald", 2, 1),
    ("text", "“Empty Trams Are A Promise That Somebody Forgot To Keep On Time,” Luz Paz said.", 1),
    ("article", 0, "daily", 2, 2),
    ("article", 3, "herald", 2, 2),
    ("judgement", "same", 0, -1),
    ("correction", 0),
    ("judgement", "different", 0, -1),
    ("undo", 0),
    ("undo", 1),
    ("article", 1, "courier", 3, 3),
    ("judgement", "other_speaker", 0, 2),
    ("judgement", "not_a_quotation", -1, 0),
    ("article", 2, "courier", 3, 4),
    ("correction", -1),
    # other versions: one quotation stands, one is changed, one goes
    ("article", 4, "daily", 2, 2),
    ("article", 1, "daily", 2, 2),
    ("text", f"“{HARBOUR},” Ana Gómez said.{FILLER}", 4),
    ("text", f"{FILLER} “{HARBOUR},” Ana Gómez said. By our own staff.", 5),
    ("text", f"Harbour. {FILLER} “{HARBOUR},” Ana Gómez said.", 6),
    ("text", f"{FILLER} “{HARBOUR},” Ana Gómez said. From the agencies.", 7),
    ("undo", 2),
)


def test_a_story_is_told_again(tmp_path):
    with talking_to(tmp_path) as client:
        story = _Story(client)
        for step in STORY:
            story.do(step)
        assert len(story.judgements) == 4
        kinds = {c["kind"] for c in client.get("/v1/changes?limit=1000").json()["changes"]}
        assert kinds >= {"statement_merged", "judgement_undone", "correction_added"}
        assert kinds >= {"origin_merged", "version_added"}
        story.check()


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(STEP, min_size=4, max_size=12))
def test_every_answer_is_given_again(steps):
    with tempfile.TemporaryDirectory() as folder, talking_to(Path(folder)) as client:
        story = _Story(client)
        for step in steps:
            story.do(step)
        story.check()
