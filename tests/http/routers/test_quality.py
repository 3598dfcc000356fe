from __future__ import annotations

from typing import TYPE_CHECKING

from service.usecases.read_quality import current_algorithms, read_quality

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def test_the_last_evaluation_is_served(client: TestClient):
    answer = client.get("/v1/quality")
    assert answer.status_code == 200
    quality = answer.json()
    assert quality["evaluated_on"] == read_quality().evaluated_on.isoformat()
    assert quality["command"] == "python -m service evaluate record DIR"
    for part in quality["parts"]:
        assert part["current_algorithm"] == current_algorithms()[part["part"]]
        assert part["is_current"] == (part["algorithm"] == part["current_algorithm"])
        assert {"name", "value", "floor"} == set(part["figures"][0])
    assert any(one["floor"] for part in quality["parts"] for one in part["figures"])
