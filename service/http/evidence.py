"""A statement as evidence for others: schema.org, W3C PROV, Web Annotation, CSV.

Terms are those of the vocabularies; nothing is said that the statement's answer does not say.
Sources: schema.org (Quotation, Claim), W3C PROV-JSON (submission of 24 April 2013), W3C Web
Annotation Data Model and Vocabulary.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.domain.excerpts import shown_selector
from service.domain.kinds import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from service.domain.model import ArticleVersion, Mention
    from service.usecases.views import StatementView, WordingView

Json = dict[str, object]

_PREFIX: Final = "qp"
_COLUMNS: Final = (
    "statement_id", "wording_id", "wording", "status", "kind", "score", "mention_id", "outlet",
    "url", "article_id", "version", "published_at", "first_seen_at", "speaker", "form", "place",
    "start", "end", "exact", "prefix", "suffix", "text_sha256", "origin_id", "permalink",
    "algorithm",
)  # fmt: skip
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Pack:
    """What evidence is made of.

    ``versions`` holds the article version of each mention by (article id, number); ``base`` is the
    address of the service, without a slash at its end; ``algorithm`` names what grouped.
    """

    statement: StatementView
    versions: Mapping[tuple[str, int], ArticleVersion]
    base: str
    algorithm: str

    def permalink(self, kind: str, id_: str) -> str:
        """Returns the address at which a statement, wording or mention can be read."""
        return f"{self.base}/v1/{kind}/{id_}"

    def article_link(self, mention: Mention) -> str:
        """Returns the address of the version that a mention stands in."""
        return f"{self.base}/v1/articles/{mention.article_id}?version={mention.version}"

    def sha256(self, mention: Mention) -> str | None:
        """Returns the hash of the text that the mention's offsets count in."""
        if mention.place is Place.HEADLINE:
            return None
        version = self.versions.get((mention.article_id, mention.version))
        return version.text_sha256 if version else None

    def sources(self) -> Iterator[tuple[WordingView, Mention]]:
        """Yields the mentions shown with their wordings, suggested ones included."""
        for wording in self.statement.wordings:
            for mention in wording.sources:
                yield wording, mention


def to_schema_org(pack: Pack) -> Json:
    """Returns JSON-LD: a ``Claim`` whose appearances are ``Quotation`` in articles."""
    statement = pack.statement
    appearances = [
        _quotation(pack, wording, mention)
        for wording, mention in pack.sources()
        if wording.statement_id == statement.id
    ]
    first = min(appearances, key=_appeared, default=None)
    claim: Json = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": pack.permalink("statements", statement.id),
        "identifier": statement.id,
        "url": pack.permalink("statements", statement.id),
        "text": statement.wordings[0].wording.text,
        "inLanguage": statement.wordings[0].wording.language,
        "abstract": statement.summary,
        "version": pack.algorithm,
        "appearance": appearances,
    }
    if statement.speaker:
        claim["author"] = {
            "@type": "Person",
            "@id": pack.permalink("speakers", statement.speaker.id),
            "name": statement.speaker.name,
        }
    if first is not None:
        claim["firstAppearance"] = {"@id": first["@id"]}
    return claim


def _appeared(quotation: Json) -> tuple[bool, str, str]:
    at = quotation.get("datePublished")
    return (at is None, str(at or quotation["dateCreated"]), str(quotation["@id"]))


def _quotation(pack: Pack, wording: WordingView, mention: Mention) -> Json:
    version = pack.versions.get((mention.article_id, mention.version))
    article: Json = {
        "@type": "NewsArticle",
        "@id": pack.article_link(mention),
        "url": mention.url,
        "version": mention.version,
        "publisher": {"@type": "Organization", "name": mention.outlet.name},
    }
    if mention.title:
        article["headline"] = mention.title
    if version:
        article["identifier"] = f"sha256:{version.text_sha256}"
    quotation: Json = {
        "@type": "Quotation",
        "@id": pack.permalink("mentions", mention.id),
        "identifier": mention.id,
        "text": mention.selector.exact,
        "inLanguage": mention.language,
        "dateCreated": mention.first_seen_at.isoformat(),
        "isPartOf": article,
        "exampleOfWork": {"@id": pack.permalink("wordings", wording.wording.id)},
    }
    if mention.published_at:
        article["datePublished"] = quotation["datePublished"] = mention.published_at.isoformat()
    if mention.speaker:
        quotation["spokenByCharacter"] = {
            "@type": "Person",
            "@id": pack.permalink("speakers", mention.speaker.id),
            "name": mention.speaker.name,
        }
    return quotation


def to_prov(pack: Pack) -> Json:
    """Returns PROV-JSON: mentions quoted from versions of articles, attributed to speakers."""
    entities: Json = {}
    agents: Json = {}
    quoted: Json = {}
    derived: Json = {}
    attributed: Json = {}
    statement = pack.statement
    root = _name(statement.id)
    entities[root] = {
        "prov:type": {"$": "qp:statement", "type": "prov:QUALIFIED_NAME"},
        "prov:value": statement.wordings[0].wording.text,
        "prov:location": pack.permalink("statements", statement.id),
        "qp:algorithm": pack.algorithm,
    }
    for wording, mention in pack.sources():
        id_, article = _name(mention.id), f"{_PREFIX}:{mention.article_id}.v{mention.version}"
        entities[id_] = _mention_entity(pack, wording, mention)
        entities[article] = _article_entity(pack, mention)
        outlet = _name(mention.outlet.id)
        agents[outlet] = {
            "prov:type": {"$": "prov:Organization", "type": "prov:QUALIFIED_NAME"},
            "prov:label": mention.outlet.name,
        }
        attributed[f"_:pub.{article}"] = {"prov:entity": article, "prov:agent": outlet}
        quoted[f"_:quote.{mention.id}"] = {
            "prov:generatedEntity": id_,
            "prov:usedEntity": article,
            "prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
        }
        if wording.statement_id == statement.id:
            derived[f"_:group.{mention.id}"] = {
                "prov:generatedEntity": root,
                "prov:usedEntity": id_,
            }
        if mention.speaker:
            speaker = _name(mention.speaker.id)
            agents[speaker] = {
                "prov:type": {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"},
                "prov:label": mention.speaker.name,
            }
            attributed[f"_:said.{mention.id}"] = {"prov:entity": id_, "prov:agent": speaker}
    return {
        "prefix": {
            "prov": "http://www.w3.org/ns/prov#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            _PREFIX: f"{pack.base}/v1/terms/",
        },
        "entity": entities,
        "agent": agents,
        "wasDerivedFrom": quoted | derived,
        "wasAttributedTo": attributed,
    }


def _name(id_: str) -> str:
    return f"{_PREFIX}:{id_}"


def _time(at: datetime) -> Json:
    return {"$": at.isoformat(), "type": "xsd:dateTime"}


def _mention_entity(pack: Pack, wording: WordingView, mention: Mention) -> Json:
    return {
        "prov:type": {"$": "qp:mention", "type": "prov:QUALIFIED_NAME"},
        "prov:value": mention.selector.exact,
        "prov:location": pack.permalink("mentions", mention.id),
        "qp:start": mention.selector.start,
        "qp:end": mention.selector.end,
        "qp:wording": wording.wording.id,
        "qp:status": wording.status.value,
    }


def _article_entity(pack: Pack, mention: Mention) -> Json:
    entity: Json = {
        "prov:type": {"$": "qp:article", "type": "prov:QUALIFIED_NAME"},
        "prov:location": mention.url,
        "qp:version": mention.version,
        "qp:firstSeenAt": _time(mention.first_seen_at),
        "qp:origin": mention.origin_id,
    }
    version = pack.versions.get((mention.article_id, mention.version))
    if version:
        entity["qp:textSha256"] = version.text_sha256
    if mention.published_at:
        entity["qp:publishedAt"] = _time(mention.published_at)
    return entity


def to_annotations(pack: Pack) -> Json:
    """Returns a Web Annotation page: one annotation per mention, with both text selectors."""
    items = [_annotation(pack, wording, mention) for wording, mention in pack.sources()]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{pack.permalink('statements', pack.statement.id)}/evidence?format=webannotation",
        "type": "AnnotationPage",
        "items": items,
    }


def _annotation(pack: Pack, wording: WordingView, mention: Mention) -> Json:
    selector = shown_selector(mention)
    return {
        "id": pack.permalink("mentions", mention.id),
        "type": "Annotation",
        "motivation": "identifying",
        "created": mention.first_seen_at.isoformat(),
        "generator": {"id": pack.base, "type": "Software", "name": pack.algorithm},
        "body": [
            {
                "type": "SpecificResource",
                "source": pack.permalink("statements", wording.statement_id),
                "purpose": "identifying",
            },
            {
                "type": "TextualBody",
                "value": mention.speaker.name if mention.speaker else "unknown speaker",
                "purpose": "tagging",
            },
        ],
        "target": {
            "source": mention.url,
            "state": {
                "type": "TimeState",
                "sourceDate": mention.first_seen_at.isoformat(),
                "cached": pack.article_link(mention),
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": selector.exact,
                    "prefix": selector.prefix,
                    "suffix": selector.suffix,
                },
                {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
            ],
        },
    }


def to_csv(pack: Pack) -> str:
    """Returns CSV (RFC 4180), one line per mention, names of columns first.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for wording, mention in pack.sources():
        writer.writerow([_cell(value) for value in _row(pack, wording, mention)])
    return out.getvalue()


def _row(pack: Pack, wording: WordingView, mention: Mention) -> Sequence[object]:
    selector = shown_selector(mention)
    return (
        wording.statement_id, wording.wording.id, wording.wording.text, wording.status.value,
        wording.kind.value, wording.score, mention.id, mention.outlet.name, mention.url,
        mention.article_id, mention.version,
        mention.published_at.isoformat() if mention.published_at else None,
        mention.first_seen_at.isoformat(), mention.speaker.name if mention.speaker else None,
        mention.form.value, mention.place.value, selector.start, selector.end, selector.exact,
        selector.prefix, selector.suffix, pack.sha256(mention), mention.origin_id,
        pack.permalink("mentions", mention.id), pack.algorithm,
    )  # fmt: skip


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
