"""Whatever is written reads back equal, whichever way it is cut into transactions."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.ids import statement_id
from service.domain.kinds import Form, Place, Stance
from service.domain.model import (
    Attribution,
    Outlet,
    Selector,
    Span,
    Speaker,
    TextSpan,
)
from service.domain.speakers.identity import choose_name
from service.store.records import MentionFilter, NewWording, Placement
from tests.factories import make_mention, make_sighting, make_version, make_wording

# every code point that a store can keep: NUL and lone surrogates are refused at the door
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
offsets = st.integers(0, 2**40)
times = st.datetimes(datetime(1600, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
sorted_names = st.lists(texts, max_size=3, unique=True).map(lambda each: tuple(sorted(each)))
text_spans = st.builds(TextSpan, texts, offsets, offsets)
attributions = st.builds(
    Attribution,
    cue=st.none() | text_spans,
    cue_lemma=st.none() | texts,
    stance=st.sampled_from(Stance),
    speaker_mention=st.none() | text_spans,
    speaker_name=st.none() | texts,
    confidence=st.floats(0, 1),
    pattern=texts,
)
languages = st.sampled_from(["en", "es", "und"])


@st.composite
def quotations(draw, number):
    """Draws a version, a wording, a sighting and a mention that nobody else has."""
    speaker = draw(
        st.none() | st.builds(Speaker, st.just(f"sp_{number}"), texts, sorted_names, texts)
    )
    version = make_version(
        f"https://x.example/{number}",
        draw(st.integers(1, 3)),
        outlet=draw(st.builds(Outlet, st.just(f"ou_{number}"), texts, texts, sorted_names)),
        title=draw(st.none() | texts),
        byline=draw(st.none() | texts),
        language=draw(languages),
        published_at=draw(st.none() | times),
        modified_at=draw(st.none() | times),
        first_seen_at=draw(times),
        text=draw(texts),
        origin_id=draw(texts),
        extractor=draw(texts),
        mentions=draw(st.integers(0, 9)),
    )
    wording = make_wording(draw(texts), draw(languages), id=f"wd_{number}", key=draw(texts))
    day = draw(st.none() | st.dates(date(1600, 1, 1)))
    sighting = make_sighting(wording, speaker, day, reported=draw(st.booleans()))
    mention = make_mention(
        version,
        sighting,
        form=draw(st.sampled_from(Form)),
        place=draw(st.sampled_from(Place)),
        language=draw(languages),
        selector=draw(st.builds(Selector, texts, texts, texts, offsets, offsets)),
        attribution=draw(attributions),
        speaker=speaker,
        quoted_parts=tuple(draw(st.lists(st.builds(Span, offsets, offsets), max_size=2))),
        continues=draw(st.none() | texts),
        continues_sentence=draw(st.booleans()),
        unbalanced=draw(st.booleans()),
        statement_id=statement_id(sighting.id),
    )
    return version, wording, sighting, mention


batches = st.integers(1, 4).flatmap(lambda size: st.tuples(*map(quotations, range(size))))


def write(writer, batch):
    writer.add_outlets([version.outlet for version, *_ in batch])
    writer.add_speakers([mention.speaker for *_, mention in batch if mention.speaker])
    writer.add_versions([version for version, *_ in batch])
    writer.add_wordings([NewWording(wording, "m", (4, 8)) for _, wording, *_ in batch])
    writer.add_sightings([sighting for _, _, sighting, _ in batch])
    writer.add_mentions([mention for *_, mention in batch])
    writer.place([Placement(m.sighting_id, m.statement_id, None) for *_, m in batch])


def as_shown(mention):
    """Returns the mention with its speaker under the name that is chosen of those given."""
    speaker = mention.speaker
    names = [name for name in {speaker.name, *speaker.aliases} if name] if speaker else []
    if not names:
        return mention
    shown = choose_name({name: int(name == mention.attribution.speaker_name) for name in names})
    aliases = tuple(sorted(set(names) - {shown}))
    return replace(mention, speaker=replace(speaker, name=shown, aliases=aliases))


def check(reader, batch):
    sightings = {sighting.id: sighting for _, _, sighting, _ in batch}
    mentions = {mention.id: as_shown(mention) for *_, mention in batch}
    assert {v.article_id: reader.get_version(v.article_id) for v, *_ in batch} == {
        version.article_id: version for version, *_ in batch
    }
    wordings = {wording.id: wording for _, wording, *_ in batch}
    assert reader.get_wordings(wordings) == wordings
    assert reader.get_sightings(sightings) == sightings
    assert reader.get_mentions(mentions) == mentions
    found = reader.mentions_of_sightings(sightings, where=MentionFilter(), limit_each=9)
    assert {m.id: m for each in found.values() for m in each} == mentions
    spread = reader.spread([mention.statement_id for mention in mentions.values()])
    assert {key: (each.mentions, each.articles) for key, each in spread.items()} == {
        mention.statement_id: (1, 1) for mention in mentions.values()
    }
    assert reader.coverage().mentions == len(batch)
    assert reader.neighbours(wordings) == {
        wording: dict.fromkeys(set(wordings) - {wording}, 1.0) for wording in wordings
    }


@settings(max_examples=25)
@given(batch=batches, at_once=st.booleans(), twice=st.booleans())
def test_what_is_written_reads_back_equal(open_at, batch, at_once, twice):
    with tempfile.TemporaryDirectory() as folder:
        store = open_at(Path(folder))
        try:
            for part in [batch] if at_once else [[each] for each in batch]:
                for _ in range(1 + twice):
                    with store.writing() as writer:
                        write(writer, part)
            with store.reading() as reader:
                check(reader, batch)
            store.close()
            store = open_at(Path(folder))
            with store.reading() as reader:
                check(reader, batch)
        finally:
            store.close()
