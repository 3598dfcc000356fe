"""The part of the port that is about speakers: who is who, under which names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from service.domain.judgements import JudgementKind
    from service.domain.model import Sighting, Speaker
    from service.domain.speakers.identity import KnownSpeaker, NamedSpeaker, Person


@dataclass(frozen=True, slots=True)
class RankedSpeaker:
    """A person or body with how far it is met.

    ``spellings`` are pairs of a name and the mentions whose article gives it, most first;
    ``merged_ids`` the other ids that stand for the same, sorted. ``mentions`` counts all of it,
    mentions that people gave to the speaker included; ``statements`` those with such a mention.
    """

    speaker: Speaker
    mentions: int
    statements: int
    spellings: tuple[tuple[str, int], ...]
    merged_ids: tuple[str, ...]


class PeopleReader(Protocol):
    """A consistent snapshot. Lookups by unknown ids leave the id out of their answer.

    A speaker's id is that of one folded name. Several names may stand for one person: then one of
    their ids is the person's, and stands in every mention.
    """

    def get_speaker(self, speaker_id: str) -> Speaker | None:
        """Returns whom this id stands for now, under the person's id; None when unknown."""

    def get_speakers(self, speaker_ids: Collection[str]) -> Mapping[str, Speaker]:
        """Returns whom each of these ids stands for now."""

    def list_speakers(
        self, *, prefix: str | None, after: str | None, limit: int
    ) -> Sequence[Speaker]:
        """Returns persons by id; ``prefix`` narrows to names with a word that begins so."""

    def rank_speakers(
        self, begun: Collection[str], *, offset: int, limit: int
    ) -> Sequence[RankedSpeaker]:
        """Returns persons by their mentions, most first, then by id.

        Those with a name in which every one of the folded words ``begun`` begins a word.
        """

    def rank_speaker(self, speaker_id: str) -> RankedSpeaker | None:
        """Returns the person that this id stands for; None when unknown."""

    def speakers_with(self, begun: str) -> Sequence[NamedSpeaker]:
        """Returns the names, each as its own speaker, with a word that begins so, by id."""

    def speakers_around(self, speaker_ids: Collection[str]) -> Sequence[NamedSpeaker]:
        """Returns these names and what may be of one person with one of them, by id.

        One step far: what shares a heading, the person, an entry of the directory, or a judgement.
        """

    def names_of_people(self, speaker_ids: Collection[str]) -> frozenset[str]:
        """Returns the ids of all names of the persons that these ids stand for."""

    def people_of(self, speaker_ids: Collection[str]) -> Mapping[str, tuple[str, str | None]]:
        """Returns for each name the person's id and its voice (``Person.voice``), as they stand."""

    def known_speakers(self, keys: Collection[str] | None) -> Mapping[str, KnownSpeaker]:
        """Returns the entries of the directory with these identity keys, by key; all if None."""

    def judged_speakers(
        self, speaker_ids: Collection[str]
    ) -> Sequence[tuple[JudgementKind, str, str]]:
        """Returns judgements in force that name one of these, the smaller id first, as made."""

    def all_speaker_ids(self) -> Sequence[str]:
        """Returns the ids of all names, sorted."""

    def speakers_of_article(self, article_id: str) -> frozenset[str]:
        """Returns the ids of the names that stand in any version of the article."""

    def sightings_of_speakers(self, speaker_ids: Collection[str]) -> Sequence[Sighting]:
        """Returns the sightings with these names, by id."""

    def statements_of_speaker(
        self, speaker_id: str, *, after: str | None, limit: int
    ) -> Sequence[str]:
        """Returns ids of statements with a mention of this person, by id."""


class PeopleWriter(PeopleReader, Protocol):
    """One transaction. Adding what is already there changes nothing."""

    def add_speakers(self, speakers: Sequence[Speaker]) -> frozenset[str]:
        """Keeps speakers; aliases of a known one are joined. Returns the ids that were new."""

    def set_people(self, people: Mapping[str, Person]) -> None:
        """Sets whom names stand for."""

    def set_directory(self, entries: Collection[KnownSpeaker]) -> None:
        """Keeps these entries in place of all before; ``set_people`` lets names follow."""

    def drop_links(self, pairs: Collection[tuple[str, str]]) -> None:
        """Forgets the links between these sightings."""

    def file_speakers(self, speaker_ids: Collection[str]) -> None:
        """Sets key and headings of these names as this release makes them."""

    def sweep_again(self, sighting_ids: Collection[str]) -> None:
        """Notes that these sightings are to be held against the others by meaning anew."""
