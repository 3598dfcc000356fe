"""Answers as they were: whatever came later, the same question as of a moment is answered alike."""

from __future__ import annotations

import tempfile
from pathlib import Path

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
    (
        "“Ever paid one coin for the harbour wall,” said Ana Gómez. “Empty trams are a promise "
        "that somebody forgot to keep on time,” she added."
    ),
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
    if "coverage" in shown:
        del shown["coverage"]["index_sequence"]  # how far the index was when it was asked
    for of_now in ("as_of", "request_id"):
        shown.pop(of_now, None)
    return shown


FILLER = (
    " The council met on Tuesday in the old customs house and heard eleven speakers in turn, most"
    " of whom asked for money. The mayor left before the vote and gave no reason. Fishermen outside"
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


def test_a_merged_statement_answers_as_itself(tmp_path):
    with talking_to(tmp_path) as client:
        story = _Story(client)
        story.do(("article", 0, "daily", 2, 1))
        story.do(("article", 5, "herald", 3, 1))
        before = max(story.remembered)
        story.do(("judgement", "same", 0, 1))
        moved = [
            id_
            for id_ in story.statements
            if client.get(f"/v1/statements/{id_}", follow_redirects=False).status_code == 308
        ]
        assert len(moved) == 1
        path = f"/v1/statements/{moved[0]}"
        then = client.get(path, params={"as_of": before}, follow_redirects=False)
        assert then.status_code == 200
        assert then.json()["id"] == moved[0]
        assert then.json()["as_of"]["sequence"] == before
        kept = client.get(path, params={"as_of": max(story.remembered)}, follow_redirects=False)
        assert kept.headers["Location"].endswith(f"?as_of={max(story.remembered)}")


def test_what_was_taken_down_stays_gone(tmp_path):
    with talking_to(tmp_path) as client:
        story = _Story(client)
        story.do(("article", 1, "daily", 2, 1))
        story.do(("article", 0, "herald", 3, 1))
        (statement,) = story.statements
        sequence = max(story.remembered)
        sources = client.get(f"/v1/statements/{statement}").json()["wordings"][0]["sources"]
        gone = sources[0]["article_id"]
        taken = client.request("DELETE", f"/v1/articles/{gone}", json={"reason": "asked for"})
        assert taken.status_code == 200
        path = f"/v1/statements/{statement}"
        then = client.get(path, params={"as_of": sequence})
        text = then.text
        assert then.status_code == 200
        assert gone not in text
        assert "or for the pier" not in text
        assert then.json()["mentions"] == then.json()["articles"] == 1
        assert all(wording["sources"] for wording in then.json()["wordings"])


def test_by_time(tmp_path):
    with talking_to(tmp_path) as client:
        story = _Story(client)
        story.do(("article", 0, "daily", 2, 1))
        first = client.get("/v1/changes").json()["changes"][-1]
        story.do(("article", 5, "herald", 3, 1))
        params = {"q": "harbour wall trams", "as_of": first["at"]}
        page = client.get("/v1/search", params=params).json()
        assert page["total"] == 1
        assert page["as_of"] == {"sequence": first["seq"], "at": first["at"]}
        # before anything came there was nothing, and that is known
        early = client.get("/v1/search", params=params | {"as_of": "1999-01-01T00:00:00+01:00"})
        assert early.json()["total"] == 0


def test_moments_that_there_are_not(tmp_path):
    with talking_to(tmp_path) as client:
        _Story(client).do(("article", 0, "daily", 2, 1))
        path, query = "/v1/search", {"q": "harbour"}
        for wrong, slug in (
            ("2999-01-01T00:00:00Z", "invalid-as-of"),
            ("999999", "invalid-as-of"),
            ("yesterday", "validation"),
            ("-1", "validation"),
        ):
            answer = client.get(path, params=query | {"as_of": wrong})
            assert_problem(answer, 422, slug, field="as_of")
        sent = {"queries": {"a": {"text": "harbour"}}, "as_of": 999_999}
        assert_problem(client.post("/v1/match", json=sent), 422, "invalid-as-of", field="as_of")


def test_pages_fit_together_while_articles_arrive(tmp_path):
    with talking_to(tmp_path) as client:
        story = _Story(client)
        for n in range(9):
            story._send(
                f"“Harbour wall number {n} fell at {n + 3} o'clock,” Ana Gómez said.",
                f"https://p{n}.example/1",
                2,
            )
        query = {"q": "harbour wall", "limit": 3}
        page = client.get("/v1/search", params=query).json()
        total, seen = page["total"], [each["id"] for each in page["statements"]]
        assert total > 3
        while page["next_cursor"]:
            n = len(seen)
            story._send(f"“Harbour wall,” Luz Paz said, {n}.", f"https://new{n}.example/1", 1)
            page = client.get("/v1/search", params=query | {"cursor": page["next_cursor"]}).json()
            assert page["total"] == total
            seen += [each["id"] for each in page["statements"]]
        assert len(seen) == len(set(seen)) == total
        assert client.get("/v1/search", params=query).json()["total"] > total


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(STEP, min_size=4, max_size=12))
def test_every_answer_is_given_again(steps):
    with tempfile.TemporaryDirectory() as folder, talking_to(Path(folder)) as client:
        story = _Story(client)
        for step in steps:
            story.do(step)
        story.check()
