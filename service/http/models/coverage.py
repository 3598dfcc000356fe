"""What is covered: days, holes, and what was refused."""

from datetime import date, datetime

from pydantic import Field

from service.http.models.fields import Day, Output, Parameters
from service.http.models.mentions import NamedModel
from service.http.models.registry import CoverageModel, coverage_model
from service.store.coverage import Failure
from service.usecases.coverage import MAX_DAYS, MAX_HOLES, CoverageDetail, Hole


class CoverageQuery(Parameters):
    """Which days; left out, the last 90 up to the last one that has an article."""

    published_from: Day | None = Field(
        default=None,
        description=f"First UTC day of `days` and `holes`, inclusive. At most {MAX_DAYS} at once.",
    )
    published_to: Day | None = Field(default=None, description="Last UTC day, inclusive.")


class DayModel(Output):
    """How many articles were published on a day, by what they state themselves."""

    day: date
    articles: int


class HoleModel(Output):
    """Days in a row on which nothing was published; both ends inclusive."""

    first_day: date
    last_day: date
    days: int
    outlet: NamedModel | None = Field(description="Null: of all outlets together.")
    usual_interval_days: int | None = Field(
        description="How many days usually lie between two days of this outlet."
    )


class RefusedHostModel(Output):
    """How much of one host was refused for one reason."""

    host: str | None = Field(description="Null where no address could be read.")
    items: int
    last_at: datetime


class FailureModel(Output):
    """What was refused for one reason."""

    reason: str = Field(examples=["paywall", "status_404", "malformed_json"])
    items: int = Field(
        description="An address counts once for each reason, whenever it is sent or fetched again; "
        "what came without a readable address counts each time."
    )
    first_at: datetime
    last_at: datetime
    hosts: list[RefusedHostModel] = Field(description="The five with most of it, most first.")


class CoverageDetailModel(CoverageModel):
    """What is indexed, of which days, with which holes, and what was refused."""

    first_day: date | None = Field(description="First UTC day on which an article was published.")
    last_day: date | None = Field(description="The last one; pages may state days to come.")
    undated_articles: int = Field(description="Articles that state no day.")
    days_from: date | None = Field(description="First of the days that `days` and `holes` tell.")
    days_to: date | None
    days: list[DayModel] = Field(
        description="The days that have articles, in order. An article counts on the day that its "
        "first version states."
    )
    holes: list[HoleModel] = Field(
        description="Days without any article between the first and the last one of the index, and "
        "pauses of outlets that publish regularly: on seven or more of the days asked for, usually "
        "(median) at most seven days apart. They have a hole where they pause longer than three "
        f"usual intervals, at the end as well. The {MAX_HOLES} longest, longest first."
    )
    holes_total: int
    failures: list[FailureModel] = Field(
        description="Articles, lines and pages that were refused, by reason, most first; counted "
        "where articles come in, by `POST`, `import`, `fetch` and `follow`. Texts to check, match "
        "or extract are no articles and leave no trace here."
    )


def coverage_detail_model(found: CoverageDetail) -> CoverageDetailModel:
    """Returns the model of all that is told of the coverage."""
    dated = found.span.articles if found.span else 0
    return CoverageDetailModel(
        **dict(coverage_model(found.coverage)),
        first_day=found.span.first if found.span else None,
        last_day=found.span.last if found.span else None,
        undated_articles=found.coverage.articles - dated,
        days_from=found.first,
        days_to=found.last,
        days=[DayModel(day=each.day, articles=each.articles) for each in found.days],
        holes=[_hole_model(each) for each in found.holes],
        holes_total=found.holes_total,
        failures=[_failure_model(each) for each in found.failures],
    )


def _hole_model(hole: Hole) -> HoleModel:
    outlet = hole.outlet
    return HoleModel(
        first_day=hole.first,
        last_day=hole.last,
        days=hole.days,
        outlet=NamedModel(id=outlet.id, name=outlet.name) if outlet else None,
        usual_interval_days=hole.usual_interval_days,
    )


def _failure_model(failure: Failure) -> FailureModel:
    return FailureModel(
        reason=failure.reason,
        items=failure.items,
        first_at=failure.first_at,
        last_at=failure.last_at,
        hosts=[
            RefusedHostModel(host=each.host or None, items=each.items, last_at=each.last_at)
            for each in failure.hosts
        ],
    )
