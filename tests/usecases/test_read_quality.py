"""The committed record of the last evaluation, and how it says that it is out of date."""

from datetime import UTC, date, datetime

import orjson
import pytest

from service.evaluation.record import make_record
from service.usecases.read_quality import current_algorithms, parse_quality, read_quality


def test_the_committed_record_has_every_part_with_figures():
    quality = read_quality()
    assert {part.part for part in quality.parts} == set(current_algorithms())
    assert date(2026, 1, 1) <= quality.evaluated_on <= datetime.now(UTC).date()
    for part in quality.parts:
        assert part.figures
        assert part.data
        assert part.command.startswith("python -m service evaluate")
        assert all(0.0 < figure.value <= 1.0 for figure in part.figures)


def test_a_record_reads_back_with_its_floors():
    made = make_record(
        {"extraction: recall": 0.91234, "origins: copies, recall": 1.0},
        {"extraction: recall": 0.9},
        date(2026, 2, 3),
    )
    quality = parse_quality(made)
    assert quality.evaluated_on == date(2026, 2, 3)
    extraction, origins = quality.parts
    assert [(f.name, f.value, f.floor) for f in extraction.figures] == [("recall", 0.9123, 0.9)]
    assert [(f.name, f.value, f.floor) for f in origins.figures] == [("copies, recall", 1.0, None)]
    assert extraction.is_current
    assert origins.is_current


@pytest.mark.parametrize("part", sorted(current_algorithms()))
def test_figures_of_another_version_say_so(part):
    record = orjson.loads(make_record({f"{part}: recall": 0.5}, {}, date(2026, 2, 3)))
    record["parts"][0]["algorithm"] = "patterns/0"
    (read,) = parse_quality(orjson.dumps(record)).parts
    assert not read.is_current
    assert (read.algorithm, read.current) == ("patterns/0", current_algorithms()[part])
