"""What answers say, and amounts of money."""

from decimal import Decimal
from typing import Any

import pytest

from tests.cores.eligibility.making import judged


@pytest.mark.parametrize(
    ("condition", "answers", "verdict"),
    [
        ({"field": "s", "equals": "enrolled"}, {"s": "enrolled"}, "eligible"),
        ({"field": "s", "equals": "enrolled"}, {"s": "left"}, "not"),
        ({"field": "s", "equals": "enrolled"}, {}, "needs_officer"),
        ({"field": "s", "in": ["a", "b"]}, {"s": "b"}, "eligible"),
        ({"field": "s", "contains": 13}, {"s": [7, 13]}, "eligible"),
        ({"field": "s", "greater": 4}, {"s": "4"}, "not"),
        ({"field": "s", "less": "2028-01-01"}, {"s": "2027-12-31"}, "eligible"),
        ({"not": {"field": "s", "equals": "FR"}}, {"s": "US"}, "eligible"),
        ({"not": {"field": "s", "equals": "FR"}}, {}, "needs_officer"),
        ({"all": [{"field": "s", "equals": True}, {"field": "t", "equals": True}]}, {"s": False}, "not"),
        ({"any": [{"field": "s", "equals": True}, {"field": "t", "equals": True}]}, {"t": True}, "eligible"),
        ({"field": "s", "equals": True}, {"s": 1}, "not"),
    ],
)
def test_an_answer_meets_a_condition_or_not_or_is_missing(condition: Any, answers: Any, verdict: str) -> None:
    assert judged("answer_is", {"met": condition}, answers=answers)[0] == verdict


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"amount": "20000.00", "currency": "USD"}, ("eligible", "amount_within")),
        ({"amount": "20000.01", "currency": "USD"}, ("not", "amount_too_high")),
        ({"amount": "10", "currency": "EUR"}, ("needs_officer", "other_currency")),
        ({"amount": "much", "currency": "USD"}, ("needs_officer", "unreadable_amount")),
        (None, ("needs_officer", "missing")),
    ],
)
def test_an_amount_is_compared_in_its_own_currency_only(answer: Any, expected: tuple[str, str]) -> None:
    assert judged("amount_at_most", {"answer": "m", "at_most": 20_000, "currency": "USD"}, answers={"m": answer}) == expected


def test_an_amount_may_be_a_column() -> None:
    options = {"answer": {"column": "amount"}, "at_most": "20000", "currency": "USD"}
    assert judged("amount_at_most", options, columns={"amount": Decimal("20000.5")}) == ("not", "amount_too_high")
