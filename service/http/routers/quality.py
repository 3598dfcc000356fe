"""How good the answers are, as last measured."""

from fastapi import APIRouter

from service.http.models.quality import QualityModel, quality_model
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.read_quality import read_quality

router = APIRouter(prefix="/v1", tags=["about"], route_class=StrictRoute)


@router.get("/quality", operation_id="getQuality", responses=problems())
def get_quality() -> QualityModel:
    """Returns the figures of the last evaluation, with its date, data, commands and versions."""
    return quality_model(read_quality())
