"""A statement as evidence, in the vocabularies of others."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.domain.errors import StatementNotFoundError, TakenDownError
from service.http.deps import LimitsDep, StoreDep
from service.http.evidence import Json, Pack, to_annotations, to_csv, to_prov, to_schema_org
from service.http.problems import problems
from service.http.route import StrictRoute
from service.usecases.read_evidence import ALGORITHM, read_evidence
from service.usecases.read_statements import resolve_statement

router = APIRouter(prefix="/v1", tags=["statements"], route_class=StrictRoute)

_JSON_LD = "application/ld+json"
_ANNOTATION = f'{_JSON_LD}; profile="http://www.w3.org/ns/anno.jsonld"'
_CSV = "text/csv"


class EvidenceFormat(StrEnum):
    """How the evidence is written down."""

    JSONLD = "jsonld"
    PROV = "prov"
    WEBANNOTATION = "webannotation"
    CSV = "csv"


Format = Annotated[
    EvidenceFormat,
    Query(description="schema.org, W3C PROV, W3C Web Annotation, or one line per mention."),
]


_WRITERS: dict[EvidenceFormat, tuple[str, Callable[[Pack], Json]]] = {
    EvidenceFormat.JSONLD: (_JSON_LD, to_schema_org),
    EvidenceFormat.PROV: ("application/json", to_prov),
    EvidenceFormat.WEBANNOTATION: (_ANNOTATION, to_annotations),
}


@router.get(
    "/statements/{statement_id}/evidence",
    operation_id="getEvidence",
    response_class=Response,
    responses={
        200: {
            "description": "`jsonld`: schema.org Claim with its Quotations. `prov`: W3C PROV-JSON. "
            "`webannotation`: a W3C Web Annotation page. `csv`: one line per mention.",
            "content": {
                _JSON_LD: {"schema": {"type": "object"}},
                "application/json": {"schema": {"type": "object"}},
                _CSV: {"schema": {"type": "string"}},
            },
        },
        308: {
            "description": "The statement was merged into another; it is read there.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        **problems(StatementNotFoundError, TakenDownError),
    },
)
def get_evidence(
    statement_id: Annotated[str, Path(max_length=64, examples=["st_aaaaaaaaaaaaaaaaaaaa"])],
    request: Request,
    store: StoreDep,
    limits: LimitsDep,
    format: Format = EvidenceFormat.JSONLD,  # noqa: A002  the API's word
) -> Response:
    """Returns a statement with its sources, hashes, times and the algorithm, for other systems."""
    surviving = resolve_statement(store, statement_id)
    if surviving != statement_id:
        target = f"/v1/statements/{surviving}/evidence?format={format.value}"
        return RedirectResponse(target, status_code=308)
    statement, versions = read_evidence(store, surviving, limits=limits)
    pack = Pack(statement, versions, str(request.base_url).rstrip("/"), ALGORITHM)
    if format is EvidenceFormat.CSV:
        name = f'attachment; filename="{surviving}.csv"'
        return Response(to_csv(pack), media_type=_CSV, headers={"Content-Disposition": name})
    media_type, write = _WRITERS[format]
    return Response(orjson.dumps(write(pack)), media_type=media_type)
