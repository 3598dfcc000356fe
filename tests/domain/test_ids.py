"""Ids come from content and keep the borders of their parts."""

import base64
import hashlib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.domain import ids


def test_the_same_content_has_the_same_id_for_ever():
    # A change here breaks every permalink that was ever handed out.
    assert ids.article_id("https://paper.example/story") == "ar_25zkru67rugkthusjjxn"
    assert ids.wording_id("en", "take up arms") == "wd_pio5ujwpvaeoe7f77y5z"


def test_borders_between_parts_count():
    assert ids.digest("ab", "c") != ids.digest("a", "bc")


def test_a_sighting_differs_by_speaker_day_and_presentation():
    made = {
        ids.sighting_id("wd_1", "sp_1", date(2026, 1, 5), reported=False),
        ids.sighting_id("wd_1", "sp_2", date(2026, 1, 5), reported=False),
        ids.sighting_id("wd_1", None, date(2026, 1, 5), reported=False),
        ids.sighting_id("wd_1", "sp_1", date(2026, 1, 6), reported=False),
        ids.sighting_id("wd_1", "sp_1", None, reported=False),
        ids.sighting_id("wd_1", "sp_1", date(2026, 1, 5), reported=True),
    }
    assert len(made) == 6


def test_a_statement_id_leads_back_to_its_anchor():
    anchor = ids.sighting_id("wd_1", None, None, reported=False)
    assert ids.anchor_of(ids.statement_id(anchor)) == anchor


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)))
def test_an_id_is_base_32_of_the_hash(parts: list[str]):
    joined = b"".join(len(data := part.encode()).to_bytes(4) + data for part in parts)
    plain = base64.b32encode(hashlib.blake2b(joined, digest_size=15).digest()).decode().lower()
    assert ids.digest(*parts) == plain[: ids.ID_CHARS]
