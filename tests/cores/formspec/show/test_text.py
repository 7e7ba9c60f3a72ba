"""Answers as plain text."""

from bartholdi.cores.formspec import parse, text
from tests.cores.formspec.forms import ANSWERS, FILE, PARTNERSHIP, field, form, said

SMALL = form(
    field("name", "text", identifies=True),
    field("why", "long_text"),
    field("from", "country"),
    field("own", "money", options={"currencies": ["EUR"]}),
    field("cv", "file"),
    field("costs", "table", options={
        "columns": [field("what", "long_text"), field("who", "text", identifies=True), field("cost", "money", options={"currencies": ["EUR", "USD"]})],
        "totals": [{"column": "cost"}],
    }),
    title=said("Request", "Demande"),
)  # fmt: skip
GIVEN = {
    "name": "Ada",
    "why": "One.\n\nName\nTwo.",
    "from": "FR",
    "own": "1234.5",
    "cv": {**FILE, "pages": 1},
    "costs": [
        {"what": "A\nB", "who": "Ada", "cost": {"amount": "5", "currency": "USD"}},
        {"cost": {"amount": "1000", "currency": "EUR"}},
    ],
}


def test_in_english() -> None:
    assert text(SMALL, GIVEN, "en", countries={"FR": "France"}) == (
        "Request\n=======\n\nName\n  Ada\n\nWhy\n  One.\n\n  Name\n  Two.\n\nFrom\n  France\n\nOwn\n  EUR\u00a01,234.50\n\n"
        "Cv\n  cv.pdf (81.2\u00a0kB, 2\u00a0pages)\n\n".replace("2\u00a0pages", "1\u00a0page")
        + "Costs\n  1. What: A / B; Who: Ada; Cost: USD\u00a05.00\n  2. Cost: EUR\u00a01,000.00\n"
        "  Total – Cost: EUR\u00a01,000.00\n  Total – Cost: USD\u00a05.00\n"
    )


def test_in_french_and_blind() -> None:
    assert text(SMALL, GIVEN, "fr", blind=True) == (
        "Demande\n=======\n\nWhy (fr)\n  One.\n\n  Name\n  Two.\n\nFrom (fr)\n  FR\n\nOwn (fr)\n  1\u202f234,50\u00a0EUR\n\n"
        "Cv (fr)\n  PDF, 81,2\u00a0ko, 1\u00a0page\n\n"
        "Costs (fr)\n  1. What (fr): A / B; Cost (fr): 5,00\u00a0USD\n  2. Cost (fr): 1\u202f000,00\u00a0EUR\n"
        "  Total – Cost (fr): 1\u202f000,00\u00a0EUR\n  Total – Cost (fr): 5,00\u00a0USD\n"
    )


def test_what_is_not_answered_is_said_or_left_out() -> None:
    assert text(SMALL, {"name": "Ada"}, "fr").count("  Sans réponse\n") == 5
    assert text(SMALL, {"name": "Ada"}, "en", empty=False) == "Request\n=======\n\nName\n  Ada\n"
    assert text(SMALL, None, "en", empty=False) == ""


def test_a_blind_copy_of_a_real_form_names_nobody() -> None:
    blind = text(parse(PARTNERSHIP), ANSWERS, "en", blind=True)
    assert [name for name in ("Ada", "ada@", "0097", "Zoé", "cv.pdf", "letter.pdf") if name in blind] == []
