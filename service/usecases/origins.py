"""Origins: which articles carry copies of one text, kept up to date while articles come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.domain.errors import OriginNotFoundError
from service.domain.ids import registered_outlet_id
from service.domain.statements.carriers import Carrier, likely_first
from service.domain.statements.copy_groups import (
    BOILERPLATE_ARTICLES,
    BOILERPLATE_ARTICLES_OF_AGGREGATOR,
    MIN_SHARED_KEYS,
    may_be_copies,
)
from service.domain.statements.credits import AGENCIES, find_credits
from service.domain.statements.origins import judge_copy
from service.store.intake import CopyLink, NewText
from service.store.records import Change, ChangeKind
from service.usecases.views import OriginMember, OriginView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from service.domain.model import ArticleVersion
    from service.store.base import QuoteStore, StoreWriter
    from service.store.intake import CarriedText

_AGENCY_OF_OUTLET = {registered_outlet_id(agency): agency for agency in AGENCIES}


def keep_origins(
    tx: StoreWriter, versions: Iterable[tuple[ArticleVersion, tuple[int, ...]]]
) -> list[Change]:
    """Gives new versions, with the keys of their texts, the origins that they belong to.

    Every text is held against every other that shares enough keys with it, unless both are of one
    origin already: the groups depend on the texts alone, not on the order in which they came. An
    origin has the smallest base id of its texts.

    What an outlet shows under all its articles ties nothing. Which keys those are follows from the
    articles held; with the first article that makes a key boilerplate, the texts that have it are
    grouped anew, so that the order does not matter here either.

    Returns:
        Origins that went into another one.
    """
    texts = {
        version.text_sha256: NewText(version.text_sha256, version.origin_id, keys)
        for version, keys in versions
    }
    new = tx.add_texts([texts[sha256] for sha256 in sorted(texts)])
    changes = _drop_boilerplate(tx, sorted(texts))
    renamed = join_texts(tx, sorted(new))
    # Also for known texts: the version came with the base id.
    held = tx.carried_texts(sorted(texts))
    tx.set_origins({text.text_sha256: text.origin_id for text in held})
    return changes + [
        Change(ChangeKind.ORIGIN_MERGED, gone, into=into) for gone, into in sorted(renamed.items())
    ]


def _drop_boilerplate(tx: StoreWriter, text_sha256s: Sequence[str]) -> list[Change]:
    """Leaves out of all comparing what these texts show to be boilerplate of their outlets."""
    found = {
        key
        for text in text_sha256s
        for key in tx.keys_all_over(
            text,
            articles=BOILERPLATE_ARTICLES,
            of_aggregator=BOILERPLATE_ARTICLES_OF_AGGREGATOR,
        )
    }
    return regroup_origins(tx, tx.set_boilerplate(found, is_boilerplate=True)) if found else []


def free_boilerplate(tx: StoreWriter, keys: Collection[int]) -> Sequence[str]:
    """Lets keys count again that, after a take-down, no outlet has all over any more.

    Returns:
        The origins whose texts have to be grouped anew.
    """
    known = tx.boilerplate_among(keys)
    left = tx.keys_still_all_over(
        known, articles=BOILERPLATE_ARTICLES, of_aggregator=BOILERPLATE_ARTICLES_OF_AGGREGATOR
    )
    freed = known - set(left)
    return tx.set_boilerplate(freed, is_boilerplate=False) if freed else ()


def join_texts(tx: StoreWriter, new: Sequence[str]) -> dict[str, str]:
    """Joins texts to the copies among all texts; returns origins that went into another one."""
    renamed: dict[str, str] = {}
    for sha256 in new:
        [own] = tx.carried_texts([sha256])
        candidates = tx.texts_sharing(sha256, least=MIN_SHARED_KEYS)
        if not candidates:
            continue
        joined, links = _find_copies(tx, own, [text for text, _ in candidates])
        tx.add_copies(links)
        into = min(joined)
        moved = tx.texts_of_origins(joined - {into})
        tx.set_origins({text.text_sha256: into for text in moved})
        # An origin of new texts only was never seen by anybody under its own name.
        for gone in {text.origin_id for text in moved if text.text_sha256 not in new}:
            renamed[gone] = into
        for gone, where in renamed.items():
            renamed[gone] = into if where in joined else where
    return renamed


def _find_copies(
    tx: StoreWriter, own: CarriedText, candidates: Sequence[CarriedText]
) -> tuple[set[str], list[CopyLink]]:
    """Returns the origins that a text ties together, its own among them, and the evidence."""
    keys = tx.keys_of_texts([own.text_sha256, *(text.text_sha256 for text in candidates)])
    own_keys = keys.get(own.text_sha256, ())
    left_out = tx.boilerplate_among({key for each in keys.values() for key in each})
    tied: set[str] = set()
    links = []
    own_text = tx.read_texts([own.text_sha256])[own.text_sha256]
    for other in candidates:
        if other.origin_id in tied:
            continue  # to whatever else is of that origin, too
        same = other.base_id == own.base_id
        other_keys = keys.get(other.text_sha256, ())
        if not same and not may_be_copies(own_keys, other_keys, left_out):
            continue
        a, b = sorted((own.text_sha256, other.text_sha256))
        other_text = tx.read_texts([other.text_sha256])[other.text_sha256]
        pair = (own_text, other_text) if a == own.text_sha256 else (other_text, own_text)
        evidence = judge_copy(*pair)
        if same or evidence.kind.is_copy:
            tied.add(other.origin_id)
            links.append(CopyLink(a, b, evidence))
    return tied | {own.origin_id}, links


def regroup_origins(tx: StoreWriter, origin_ids: Collection[str]) -> list[Change]:
    """Groups the texts of these origins anew, after what ties them has changed."""
    left = tx.texts_of_origins(origin_ids)
    hashes = [text.text_sha256 for text in left]
    tx.forget_copies(hashes)
    tx.set_origins({text.text_sha256: text.base_id for text in left})
    joined = join_texts(tx, hashes)
    after = {text.text_sha256: text.origin_id for text in tx.carried_texts(hashes)}
    moved = joined | {t.origin_id: after[t.text_sha256] for t in reversed(left)}
    return [
        Change(ChangeKind.ORIGIN_MERGED, gone, into=into)
        for gone, into in sorted(moved.items())
        if gone not in after.values()
    ]


def resolve_origin(store: QuoteStore, origin_id: str) -> str:
    """Returns the id of the origin that this id now stands for.

    Raises:
        OriginNotFoundError: no text was ever of this origin.
    """
    with store.reading() as tx:
        found = tx.find_origin(origin_id)
    if found is None:
        raise OriginNotFoundError("origin", origin_id)
    return found


def read_origin(store: QuoteStore, origin_id: str, *, limit: int) -> OriginView:
    """Returns an origin with who carries it, the evidence, and who likely had it first.

    At most ``limit`` members are read, the earliest published ones.

    Raises:
        OriginNotFoundError: no text has this origin now; see ``resolve_origin``.
    """
    with store.reading() as tx:
        versions = tx.carriers_of_origin(origin_id, limit=limit)
        if not versions:
            raise OriginNotFoundError("origin", origin_id)
        links = tx.copies_of({version.text_sha256 for version in versions})
    members = [OriginMember(v, find_credits(v.text, v.byline)) for v in versions]
    return OriginView(
        id=origin_id,
        members=tuple(members),
        links=tuple(links),
        likely_first=likely_first([_carrier(member) for member in members]),
    )


def _carrier(member: OriginMember) -> Carrier:
    version = member.version
    return Carrier(
        article_id=version.article_id,
        outlet_key=_AGENCY_OF_OUTLET.get(version.outlet.id, version.outlet.id),
        outlet_kind=version.outlet.kind,
        published_at=version.published_at,
        first_seen_at=version.first_seen_at,
        credits=member.credits,
    )
