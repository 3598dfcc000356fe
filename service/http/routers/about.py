"""What the service holds, by which rules it judges, and whether it is well."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from service.domain.errors import InputError, LimitError
from service.http.deps import ContextDep, NowDep, SemanticDep, StoreDep
from service.http.metrics import metrics_response
from service.http.models.coverage import (
    CoverageDetailModel,
    CoverageQuery,
    coverage_detail_model,
)
from service.http.models.registry import AlgorithmList, HealthModel, algorithm_model
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.check_ready import check_ready
from service.usecases.coverage import read_coverage
from service.usecases.describe import algorithms
from service.usecases.redraw import links_drawn_by

router = APIRouter(tags=["about"], route_class=StrictRoute)


@router.get("/v1/coverage", operation_id="getCoverage", responses=problems(InputError, LimitError))
def get_coverage(
    query: Annotated[CoverageQuery, Query()], context: ContextDep, now: NowDep
) -> CoverageDetailModel:
    """Says what is indexed: how much, of which days, with which holes, and what was refused."""
    found = read_coverage(
        context.store,
        published_from=query.published_from,
        published_to=query.published_to,
        today=now.date(),
        known=context.known_holes,
    )
    return coverage_detail_model(found)


@router.get("/v1/algorithms", operation_id="listAlgorithms", responses=problems())
def get_algorithms(store: StoreDep, semantic: SemanticDep) -> AlgorithmList:
    """Says by which rules quotations are found and judged."""
    return AlgorithmList(
        algorithms=[algorithm_model(each) for each in algorithms(semantic)],
        links_drawn_by=links_drawn_by(store),
    )


@router.get("/healthz", operation_id="getHealth", responses=problems())
def get_health() -> HealthModel:
    """Says that the process lives."""
    return HealthModel(status="ok")


@router.get("/readyz", operation_id="getReadiness", responses=problems())
def get_readiness(store: StoreDep) -> HealthModel:
    """Says whether reads and writes can be served now; 503 if not."""
    check_ready(store)
    return HealthModel(status="ready")


@router.get(
    "/metrics",
    operation_id="getMetrics",
    response_class=Response,
    responses={
        200: {
            "description": "The text format of Prometheus.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        },
        **problems(),
    },
)
def get_metrics(context: ContextDep) -> Response:
    """Returns figures for Prometheus: requests, times, what is held, what waits, lags."""
    meaning = context.semantic.index if context.semantic else None
    return metrics_response(context.metrics, meaning.model if meaning else None)
