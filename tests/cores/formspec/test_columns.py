"""Answers as flat columns."""

from datetime import date
from decimal import Decimal

from bartholdi.cores.formspec import Column, Label, columns, parse, row
from tests.cores.formspec.forms import ANSWERS, FILE, PARTNERSHIP, field, form

SPEC = parse(PARTNERSHIP)


def test_each_field_has_its_columns_and_each_column_its_value() -> None:
    assert dict(zip([column.name for column in columns(SPEC)], row(SPEC, ANSWERS), strict=True)) == {
        "lead.name": "Ada Li",
        "lead.email": "ada@example.org",
        "lead.orcid": "0000-0002-1825-0097",
        "lead.organisation": "CNRS",
        "lead.ror": "02feahw73",
        "host.name": "CNRS",
        "host.ror": "02feahw73",
        "host.country": None,
        "citizenship": "US",
        "partners.rows": 2,
        "partners": "O, CA, Other: Technician\nZoé, , PHD",
        "title": "Quantum law",
        "area": "society",
        "bridge": "law; physics",
        "goals": "9; 13",
        "abstract": ANSWERS["abstract"],
        "stays": "summer; other",
        "stays.other": "Spring",
        "climate": "It measures the climate.",
        "period.from": date(2027, 9, 1),
        "period.to": date(2028, 2, 29),
        "period.days": 182,
        "start": date(2027, 9, 1),
        "months": Decimal("6.5"),
        "own_money": True,
        "own.amount": Decimal("1200.5"),
        "own.currency": "EUR",
        "budget.rows": 2,
        "budget": "Flights, USD\u00a01,200.00, 2\nRooms, USD\u00a0800.50, 10",
        "budget.cost_total_usd": Decimal("2000.5"),
        "budget.units_total": Decimal(12),
        "cv.name": "cv.pdf",
        "cv.size": FILE["size"],
        "cv.digest": FILE["digest"],
        "cv.pages": 2,
        "letters.count": 1,
        "letters.names": "letter.pdf",
        "fit": Decimal("4.5"),
        "charter": True,
    }


def test_a_column_says_what_it_holds_in_both_languages() -> None:
    spec = form(field("own", "money", identifies=True, options={"currencies": ["EUR"]}))
    assert columns(spec) == [
        Column("own.amount", Label("Own – amount", "Own (fr) – montant"), "number", True),
        Column("own.currency", Label("Own – currency", "Own (fr) – devise"), "text", True),
    ]


def test_a_row_without_answers_is_as_wide_as_any() -> None:
    assert row(SPEC, None) == [None] * len(columns(SPEC))


def test_a_blind_row_names_nobody() -> None:
    named = [column.name for column in columns(SPEC, blind=True)]
    assert [name for name in named if name.startswith(("lead", "partners"))] == []
    blind = dict(zip(named, row(SPEC, ANSWERS, blind=True), strict=True))
    assert (blind["cv.name"], blind["cv.pages"], blind["letters.names"], blind["letters.count"]) == (None, 2, None, 1)
