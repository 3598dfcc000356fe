"""What changed between versions, who copies whom, and what was taken down."""

from datetime import datetime

from pydantic import Field

from service.domain.corrections import Tombstone
from service.domain.statements.credits import CreditKind
from service.domain.statements.origins import CopyKind
from service.domain.statements.versions import Edit
from service.http.models.articles import VersionModel, version_model
from service.http.models.comparisons import ComparisonModel, comparison_model
from service.http.models.fields import Input, Output
from service.http.models.mentions import MentionModel, TextSpanModel, mention_model
from service.usecases.views import OriginView, VersionDiff


class EditModel(Output):
    """One edit, in whole words; a side is empty for an insertion or a deletion."""

    old: TextSpanModel
    new: TextSpanModel


class ChangedModel(Output):
    """A quotation that an edit changed: both forms, and how they differ."""

    old: MentionModel
    new: MentionModel
    comparison: ComparisonModel


class QuotationChanges(Output):
    """What became of the quotations."""

    kept: int
    added: list[MentionModel]
    removed: list[MentionModel]
    orphaned: list[MentionModel] = Field(
        description="Their words stand elsewhere in the new text, which proves nothing."
    )
    changed: list[ChangedModel]


class DiffModel(Output):
    """What changed between two versions of an article."""

    old: VersionModel
    new: VersionModel
    title_edits: list[EditModel]
    text_edits: list[EditModel] = Field(
        description="None where the outlet limits what is shown (`excerpt_chars`)."
    )
    quotations: QuotationChanges


class CreditModel(Output):
    """An agency that an article credits, and where."""

    agency: str
    kind: CreditKind
    exact: str


class CarrierModel(VersionModel):
    """A version that carries the text."""

    credits: list[CreditModel]


class LikelyFirstModel(Output):
    """Who likely had the text first, and why."""

    article_id: str
    agency: str | None = Field(description="The agency that most copies credit.")
    reason: str


class CopyEvidenceModel(Output):
    """How two texts, named by their hashes, are the same outside quotation marks."""

    a_text_sha256: str
    b_text_sha256: str
    kind: CopyKind = Field(description="Reads from a to b.")
    shared_words: int
    share_a: float = Field(ge=0, le=1)
    share_b: float = Field(ge=0, le=1)
    longest_run: int
    reason: str


class OriginModel(Output):
    """Articles that carry copies of one text."""

    id: str
    articles: int
    outlets: int
    likely_first: LikelyFirstModel
    members: list[CarrierModel] = Field(description="Earliest published first; at most 1000.")
    evidence: list[CopyEvidenceModel] = Field(
        description="Enough to tie all texts together; members of one `text_sha256` are equal."
    )


class RemovalIn(Input):
    """Why an article is taken down."""

    reason: str = Field(max_length=2_000, examples=["Withdrawn at the request of the outlet."])


class RemovalModel(Output):
    """What is left of an article that was taken down."""

    article_id: str
    reason: str
    taken_down_at: datetime


def _edit(edit: Edit) -> EditModel:
    old, new = edit.old, edit.new
    return EditModel(
        old=TextSpanModel(exact=old.exact, start=old.start, end=old.end),
        new=TextSpanModel(exact=new.exact, start=new.start, end=new.end),
    )


def diff_model(diff: VersionDiff) -> DiffModel:
    """Returns the model of what changed."""
    limits = {each.outlet.facts.excerpt_chars for each in (diff.old, diff.new)}
    return DiffModel(
        old=version_model(diff.old),
        new=version_model(diff.new),
        title_edits=[_edit(each) for each in diff.title_edits],
        text_edits=[_edit(each) for each in diff.text_edits] if limits == {None} else [],
        quotations=QuotationChanges(
            kept=diff.kept,
            added=[mention_model(each) for each in diff.added],
            removed=[mention_model(each) for each in diff.removed],
            orphaned=[mention_model(each) for each in diff.orphaned],
            changed=[
                ChangedModel(
                    old=mention_model(each.old),
                    new=mention_model(each.new),
                    comparison=comparison_model(each.comparison),
                )
                for each in diff.changed
            ],
        ),
    )


def origin_model(view: OriginView) -> OriginModel:
    """Returns the model of an origin."""
    versions = [member.version for member in view.members]
    return OriginModel(
        id=view.id,
        articles=len({version.article_id for version in versions}),
        outlets=len({version.outlet.id for version in versions}),
        likely_first=LikelyFirstModel(
            article_id=view.likely_first.article_id,
            agency=view.likely_first.agency,
            reason=view.likely_first.reason,
        ),
        members=[
            CarrierModel(
                **dict(version_model(member.version)),
                credits=[
                    CreditModel(agency=c.agency, kind=c.kind, exact=c.exact) for c in member.credits
                ],
            )
            for member in view.members
        ],
        evidence=[
            CopyEvidenceModel(
                a_text_sha256=link.a,
                b_text_sha256=link.b,
                kind=link.evidence.kind,
                shared_words=link.evidence.shared_words,
                share_a=link.evidence.share_a,
                share_b=link.evidence.share_b,
                longest_run=link.evidence.longest_run,
                reason=link.evidence.reason,
            )
            for link in view.links
        ],
    )


def removal_model(tombstone: Tombstone) -> RemovalModel:
    """Returns the model of what is left."""
    return RemovalModel(
        article_id=tombstone.article_id, reason=tombstone.reason, taken_down_at=tombstone.at
    )
