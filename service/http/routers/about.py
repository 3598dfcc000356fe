"""What the service holds, by which rules it judges, what has changed, and whether it is well."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.http.deps import SemanticDep, StoreDep
from service.http.models.registry import (
    AlgorithmList,
    ChangePage,
    CoverageModel,
    HealthModel,
    algorithm_model,
    change_page,
    coverage_model,
)
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.check_ready import check_ready
from service.usecases.describe import algorithms, coverage
from service.usecases.follow_changes import list_changes

router = APIRouter(tags=["about"], route_class=StrictRoute)


@router.get("/v1/coverage", operation_id="getCoverage", responses=problems())
def get_coverage(store: StoreDep) -> CoverageModel:
    """Says what is indexed."""
    return coverage_model(coverage(store))


@router.get("/v1/algorithms", operation_id="listAlgorithms", responses=problems())
def get_algorithms(semantic: SemanticDep) -> AlgorithmList:
    """Says by which rules quotations are found and judged."""
    return AlgorithmList(algorithms=[algorithm_model(each) for each in algorithms(semantic)])


@router.get("/v1/changes", operation_id="listChanges", responses=problems())
def get_changes(
    store: StoreDep,
    after: Annotated[int, Query(ge=0, le=2**53, description="`seq` of the last event seen.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000, description="Most events on the page.")] = 100,
) -> ChangePage:
    """Lists what has changed, in order, without gaps."""
    return change_page(list_changes(store, after, limit=limit), after)


@router.get("/healthz", operation_id="getHealth", responses=problems())
def get_health() -> HealthModel:
    """Says that the process lives."""
    return HealthModel(status="ok")


@router.get("/readyz", operation_id="getReadiness", responses=problems())
def get_readiness(store: StoreDep) -> HealthModel:
    """Says whether reads and writes can be served now; 503 if not."""
    check_ready(store)
    return HealthModel(status="ready")
