"""The calibrated order as JSON: the severe reviewer is found, and marks that cannot be compared are refused with their facts."""

from typing import Any

from bartholdi.office.reviews.apart.ranking import calibrated


def asked(marks: list[list[float]], places: int = 2) -> tuple[dict[str, Any], list[tuple[int, int, str]]]:
    told: list[tuple[int, int, str]] = []
    return calibrated({"marks": marks, "places": places}, lambda *step: told.append(step)), told


def test_a_severe_reviewer_costs_nobody_their_rank() -> None:
    quality = {100 + number: 2.0 + 0.25 * number for number in range(10)}
    marks = [
        [item, reviewer, 7, value - (1.0 if reviewer == 50 else 0.0)]
        for item, value in quality.items()
        for reviewer in (50, 51, 52)
        if (item + reviewer) % 3
    ]
    found, told = asked(marks)
    assert [row["application"] for row in found["rows"]] == sorted(quality, reverse=True)
    assert [(row["rank"], row["low"] <= row["rank"] <= row["high"]) for row in found["rows"]] == [(n, True) for n in range(1, 11)]
    assert next((each["reviewer"], each["clear"], each["severity"] > 0) for each in found["severities"]) == (50, True, True)
    assert [step[:2] for step in told] == [(0, 3), (1, 3), (2, 3)]
    assert found == asked(marks)[0]


def test_what_cannot_be_compared_is_refused_with_its_facts() -> None:
    islands = [[1, 1, 0, 3.0], [2, 1, 0, 4.0], [3, 2, 0, 2.0], [4, 2, 0, 1.0]]
    thin = [[1, 1, 0, 3.0], [2, 1, 0, 4.0], [3, 1, 0, 2.0]]
    assert [asked(marks)[0]["refused"] for marks in ([], islands, thin, [[1, 1, 0, 3.0], [1, 2, 0, 3.0]])] == [
        {"code": "empty", "facts": {}},
        {"code": "disconnected", "facts": {"islands": 2, "sizes": [2, 2]}},
        {"code": "thin", "facts": {"items": 3, "reviewers": 1, "marks": 3}},
        {"code": "constant", "facts": {"value": 3.0}},
    ]
