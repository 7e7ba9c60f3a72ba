"""The preview knows every kind of question, says every limit and every condition, and draws both languages."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from bartholdi.cores.formspec import parse
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.faces.desk import preview

A, B = ({"value": value, "label": {"en": f"{value} in English", "fr": f"{value} en français"}} for value in "ab")
OPTIONS: dict[str, dict[str, Any]] = {
    "text": {"min_words": 1, "max_characters": 80},
    "long_text": {"min_characters": 10, "max_words": 200},
    "number": {"min": 1, "max": "2.5", "decimals": 1, "unit": {"en": "months", "fr": "mois"}},
    "money": {"currencies": ["EUR"], "max": 5000},
    "date": {"min": "2027-09-01"},
    "period": {"min": "2027-09-01", "max": "2028-04-30", "min_days": 5, "max_months": 9},
    "choice": {"choices": [A, B], "other": True},
    "choices": {"choices": [A, B], "min": 1, "max": 2},
    "country": {"only": ["FR", "US"]},
    "goals": {"max": 3},
    "discipline": {"entries": [A, {**B, "under": "a"}]},
    "person": {"email": "required", "orcid": "optional", "organisation": "optional"},
    "file": {"types": ["pdf"], "max_pages": 2, "max_bytes": 1_500_000},
    "files": {"max": 3, "min": 1, "max_total_bytes": 9_000_000},
    "table": {
        "columns": [{"key": "cost", "kind": "number", "label": {"en": "Cost", "fr": "Coût"}}],
        "min_rows": 1,
        "max_rows": 9,
        "totals": [{"column": "cost", "min": 1, "max": 100}],
    },
    "score": {"min": 0, "max": 2, "step": 1, "anchors": [{"value": 2, "label": {"en": "good", "fr": "bien"}}]},
}
LIMITS = {
    "text": ("80 characters at most.", "At least 1 word."),
    "long_text": ("At least 10 characters.", "200 words at most."),
    "number": ("From 1 to 2.5.", "1 decimal at most."),
    "money": ("5,000 or less.",),
    "date": ("1\u00a0September 2027 or later.",),
    "period": ("From 1\u00a0September 2027 until 30\u00a0April 2028.", "At least 5 days.", "9 months at most."),
    "choices": ("Choose at least 1.", "Choose 2 at most."),
    "country": ("Only: France, United States.",),
    "goals": ("Choose 3 at most.",),
    "file": ("Kinds of file: PDF.", "2 pages at most.", "Each 1.5\u00a0MB at most."),
    "files": ("At least 1 file.", "3 files at most.", "Together 9\u00a0MB at most."),
    "table": (
        "At least 1 row.",
        "9 rows at most.",
        "The column “Cost” is added up.",
        "Its sum is at least 1.",
        "Its sum is 100 at most.",
    ),
    "score": ("From 0 to 2.", "In steps of 1."),
}


def field(kind: str, **more: Any) -> dict[str, Any]:
    made = {"key": kind, "kind": kind, "label": {"en": kind, "fr": kind}, **more}
    return {**made, "options": OPTIONS[kind]} if kind in OPTIONS else made


def spec(*fields: dict[str, Any]) -> Any:
    return parse({"format": 1, "sections": [{"key": "one", "title": {"en": "One", "fr": "Un"}, "fields": list(fields)}]})


def test_every_kind_has_its_limits_in_words() -> None:
    (page,) = preview.pages(spec(*map(field, KINDS)), "en")
    assert {one.id.removeprefix("q-"): tuple(one.limits) for one in page.page.questions} == {
        kind: LIMITS.get(kind, ()) for kind in KINDS
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_drawn_with_a_label(kind: str, language: str) -> None:
    with translation.override(language):
        (page,) = preview.pages(spec(field(kind)), language)
        drawn = render_to_string("ui/questions/question.html", {"question": page.page.questions[0]}).partition("<template")[0]
    controls = sum(map(drawn.count, ("<input", "<select", "<textarea"))) - drawn.count('type="hidden"')
    assert (controls > 0, drawn.count("<label") + drawn.count("aria-labelledby=")) == (kind != "information", controls)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"field": "choice", "equals": "a"}, "“choice” is “a in English”"),
        ({"field": "choice", "in": ["a", "b"]}, "“choice” is one of “a in English”, “b in English”"),
        ({"field": "goals", "contains": 1}, "“goals” contains “No poverty”"),
        ({"field": "number", "greater": "1.5"}, "“number” is more than 1.5"),
        ({"field": "date", "less": "2028-01-01"}, "“date” is before 1\u00a0January 2028"),
        ({"field": "yes_no", "equals": False}, "“yes_no” is “No”"),
        ({"field": "country", "equals": "FR"}, "“country” is “France”"),
        ({"field": "statement", "equals": True}, "“statement” is accepted"),
        ({"not": {"field": "choice", "answered": False}}, "it is not so that “choice” is not answered"),
        (
            {"all": [{"field": "yes_no", "equals": True}, {"any": [{"field": "goals", "answered": True}] * 2}]},
            "“yes_no” is “Yes” and (“goals” is answered or “goals” is answered)",
        ),
    ],
)
def test_conditions_are_said_in_words(when: dict[str, Any], said: str) -> None:
    asked = [field(kind) for kind in KINDS if kind != "text"]
    (page,) = preview.pages(spec(*asked, field("text", when=when)), "en")
    assert page.page.questions[-1].notes == [f"Shown when {said}."]
