"""People's judgements: made, undone, listed; statements and speakers follow at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.domain import ids
from service.domain.errors import (
    InputError,
    JudgementNotFoundError,
    MentionNotFoundError,
    SpeakerNotFoundError,
)
from service.domain.judgements import Judgement, JudgementKind
from service.domain.model import Speaker
from service.domain.statements.admission import stands_alone
from service.domain.statements.describe import speaker_id_of
from service.store.records import Change, ChangeKind
from service.usecases.ingest import check_text
from service.usecases.linking import link_and_place, regroup
from service.usecases.people import settle_people
from service.usecases.prepare import make_sighting
from service.usecases.speaker_names import heard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from service.domain.model import Mention
    from service.store.base import QuoteStore, StoreWriter

MAX_REASON_CHARS = 2_000
MAX_NAME_CHARS = 200


@dataclass(frozen=True, slots=True)
class JudgementInput:
    """A judgement as handed in."""

    kind: JudgementKind
    mention_id: str | None
    judged_by: str
    reason: str
    other_mention_id: str | None = None
    speaker_name: str | None = None
    speaker_id: str | None = None
    other_speaker_id: str | None = None


def judge(store: QuoteStore, given: JudgementInput, *, now: datetime) -> Judgement:
    """Keeps a judgement and lets statements follow; durable when this returns.

    The same judgement by the same person again changes nothing. A judgement of a pair, or of a
    mention's speaker or nature, takes the place of earlier ones of the same sort about the same.

    Raises:
        InputError: a part is missing, does not belong, or is too long; ``field`` names it.
        MentionNotFoundError: one of the mentions is not stored.
        SpeakerNotFoundError: one of the speakers is not stored.
    """
    _check(given)
    with store.writing() as tx:
        mentions = _read(tx, given)
        made = _make(given, now)
        if (known := tx.get_judgement(made.id)) is not None and known.undone_at is None:
            return known
        if known is not None:
            made = replace(made, id=f"{made.id}{len(_about(tx, made))}")
        for earlier in _about(tx, made):
            if earlier.undone_at is None and _concerns_the_same(earlier, made):
                tx.undo_judgement(earlier.id, now)
        tx.add_judgement(made)
        changes = [Change(ChangeKind.JUDGEMENT_ADDED, made.id), *_follow(tx, made, mentions)]
        tx.append_changes(changes, now)
    return made


def undo_judgement(store: QuoteStore, judgement_id: str, *, now: datetime) -> Judgement:
    """Takes a judgement back; it stays on record as undone. Undoing twice changes nothing.

    Raises:
        JudgementNotFoundError: no judgement has this id.
    """
    with store.writing() as tx:
        found = tx.get_judgement(judgement_id)
        if found is None:
            raise JudgementNotFoundError("judgement", judgement_id)
        if found.undone_at is not None:
            return found
        tx.undo_judgement(judgement_id, now)
        named = [id_ for id_ in (found.mention_id, found.other_mention_id) if id_]
        mentions = tx.get_mentions(named)
        changes = [
            Change(ChangeKind.JUDGEMENT_UNDONE, judgement_id),
            *_follow(tx, found, mentions, undone=True),
        ]
        tx.append_changes(changes, now)
        return replace(found, undone_at=now)


def list_judgements(
    store: QuoteStore,
    *,
    mention_ids: list[str] | None,
    speaker_ids: list[str] | None = None,
    after: str | None,
    limit: int,
) -> tuple[list[Judgement], str | None]:
    """Returns a page of judgements in the order they were made, and where to go on."""
    with store.reading() as tx:
        found = list(
            tx.list_judgements(
                mention_ids=mention_ids, speaker_ids=speaker_ids, after=after, limit=limit + 1
            )
        )
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def _check(given: JudgementInput) -> None:
    check_text(given.judged_by, field="judged_by", limit=MAX_NAME_CHARS)
    check_text(given.reason, field="reason", limit=MAX_REASON_CHARS)
    _check_ids(given)
    wants_other = given.kind.is_of_a_pair
    if wants_other != (given.other_mention_id is not None):
        raise InputError(
            f"{given.kind.value!r} {'needs' if wants_other else 'takes no'} other mention",
            field="other_mention_id",
            remedy="Name a second mention for same and different, and for nothing else.",
        )
    if given.mention_id and given.other_mention_id == given.mention_id:
        raise InputError(
            "both mentions are the same one",
            field="other_mention_id",
            remedy="Name two mentions.",
        )
    wants_speaker = given.kind is JudgementKind.OTHER_SPEAKER
    if wants_speaker != (given.speaker_name is not None):
        raise InputError(
            f"a judgement {given.kind.value!r} {'needs' if wants_speaker else 'takes no'} speaker",
            field="speaker_name",
            remedy="Name the speaker for other_speaker, and for nothing else.",
        )
    if given.speaker_name is not None:
        check_text(given.speaker_name, field="speaker_name", limit=MAX_NAME_CHARS)


def _check_ids(given: JudgementInput) -> None:
    """Checks that speakers are named where speakers are judged, and a mention everywhere else."""
    of_speakers = given.kind.is_of_speakers
    for field, value, belongs in (
        ("mention_id", given.mention_id, not of_speakers),
        ("speaker_id", given.speaker_id, of_speakers),
        ("other_speaker_id", given.other_speaker_id, of_speakers),
    ):
        if belongs != (value is not None):
            raise InputError(
                f"a judgement {given.kind.value!r} {'needs' if belongs else 'takes no'} {field}",
                field=field,
                remedy="Name two speakers for same_speaker and different_speaker, else a mention.",
            )
    if of_speakers and given.speaker_id == given.other_speaker_id:
        raise InputError(
            "both speakers are the same one", field="other_speaker_id", remedy="Name two speakers."
        )


def _read(tx: StoreWriter, given: JudgementInput) -> dict[str, Mention]:
    speakers = [id_ for id_ in (given.speaker_id, given.other_speaker_id) if id_ is not None]
    stored = tx.people_of(speakers)
    for id_ in speakers:
        if id_ not in stored:
            raise SpeakerNotFoundError("speaker", id_)
    named = [id_ for id_ in (given.mention_id, given.other_mention_id) if id_ is not None]
    found = dict(tx.get_mentions(named))
    for id_ in named:
        if id_ not in found:
            raise MentionNotFoundError("mention", id_)
        if given.kind.is_of_a_pair and found[id_].sighting_id is None:
            raise InputError(
                f"the mention {id_} is no quotation and stands in no statement",
                field="mention_id" if id_ == given.mention_id else "other_mention_id",
                remedy="Judge mentions of form direct, mixed or indirect.",
            )
    return found


def _make(given: JudgementInput, now: datetime) -> Judgement:
    pair = sorted(id_ for id_ in (given.mention_id, given.other_mention_id) if id_)
    speakers = sorted(id_ for id_ in (given.speaker_id, given.other_speaker_id) if id_)
    key = ids.digest(
        "judgement", given.kind.value, *pair, *speakers, given.speaker_name or "", given.judged_by
    )
    return Judgement(
        id=f"jd_{key}",
        kind=given.kind,
        mention_id=given.mention_id,
        other_mention_id=given.other_mention_id,
        speaker_name=given.speaker_name,
        judged_by=given.judged_by,
        reason=given.reason,
        judged_at=now,
        speaker_id=given.speaker_id,
        other_speaker_id=given.other_speaker_id,
    )


def _about(tx: StoreWriter, made: Judgement) -> list[Judgement]:
    return list(
        tx.list_judgements(
            mention_ids=[made.mention_id] if made.mention_id else [],
            speaker_ids=[made.speaker_id] if made.speaker_id else [],
            after=None,
            limit=1_000,
        )
    )


def _concerns_the_same(earlier: Judgement, made: Judgement) -> bool:
    if made.kind.is_of_speakers:
        return {earlier.speaker_id, earlier.other_speaker_id} == {
            made.speaker_id,
            made.other_speaker_id,
        }
    if made.kind.is_of_a_pair:
        return {earlier.mention_id, earlier.other_mention_id} == {
            made.mention_id,
            made.other_mention_id,
        }
    return not earlier.kind.is_of_a_pair and earlier.mention_id == made.mention_id


def _follow(
    tx: StoreWriter,
    made: Judgement,
    mentions: Mapping[str, Mention],
    *,
    undone: bool = False,
) -> list[Change]:
    """Lets statements follow a judgement that was made or undone."""
    if made.kind.is_of_speakers:
        return _follow_speakers(tx, made)
    if made.kind.is_of_a_pair or made.mention_id is None:
        touched = {m.sighting_id for m in mentions.values() if m.sighting_id}
        return regroup(tx, touched, grown=touched)
    return _move(tx, mentions[made.mention_id], None if undone else made)


def _follow_speakers(tx: StoreWriter, made: Judgement) -> list[Change]:
    """Lets speakers follow; those whom the judgement joined before it was undone, too."""
    named = [id_ for id_ in (made.speaker_id, made.other_speaker_id) if id_]
    return settle_people(tx, {*named, *tx.names_of_people(named)})


def _move(tx: StoreWriter, mention: Mention, made: Judgement | None) -> list[Change]:
    """Moves one mention to the sighting that it now belongs to."""
    name = mention.attribution.speaker_name
    if made is not None and made.kind is JudgementKind.OTHER_SPEAKER:
        name = made.speaker_name
    speaker = Speaker(id=speaker_id_of(name), name=name) if name else None
    changes: list[Change] = []
    if speaker is not None and (named := tx.add_speakers([speaker])):
        changes = settle_people(tx, named, new=named)
    sighting = None
    is_quotation = made is None or made.kind is not JudgementKind.NOT_A_QUOTATION
    if is_quotation and stands_alone(mention):
        wording = tx.get_wordings({mention.wording_id})[mention.wording_id]
        day = mention.published_at.date() if mention.published_at else None
        sighting = make_sighting(wording, name, day, reported=mention.form.is_reported)
    seen = {sighting.id: sighting} if sighting else {}
    new = tx.add_sightings(list(seen.values()))
    moves = {mention.id: (sighting.id if sighting else None, speaker.id if speaker else None)}
    left = set(tx.move_mentions(moves))
    if mention.sighting_id:
        left |= tx.get_sightings({mention.sighting_id}).keys()
    changes += link_and_place(tx, heard(tx, seen), new, ())
    return [*changes, *regroup(tx, left - seen.keys(), grown=left)]
