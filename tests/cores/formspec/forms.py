"""Forms like those of real calls, and full answers to them."""

from typing import Any

from bartholdi.cores.formspec import Spec, parse


def said(english: str, french: str = "") -> dict[str, str]:
    return {"en": english, "fr": french or f"{english} (fr)"}


def field(key: str, kind: str, **properties: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": said(key.capitalize()), **properties}


def choices(*values: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": said(value.upper())} for value in values]


def form(*fields: dict[str, Any], **properties: Any) -> Spec:
    """A form of one page."""
    return parse({"format": 1, "sections": [{"key": "page", "title": said("Page"), "fields": list(fields), **properties}]})


def one(kind: str, **options: Any) -> Spec:
    """A form of one question, which is called `it`."""
    return form(field("it", kind, options=options))


FILE = {"name": "cv.pdf", "size": 81_234, "digest": "ab" * 32, "media_type": "application/pdf", "pages": 2}

# The joint application of a transatlantic programme: two leads, a field, goals, a description, a budget, letters.
PARTNERSHIP: dict[str, Any] = {
    "format": 1,
    "sections": [
        {
            "key": "team",
            "title": said("The team", "L’équipe"),
            "help": said("One lead on each side.", "Un chef de file de chaque côté."),
            "fields": [
                field("welcome", "information", help=said("Both leads can edit this form.", "Les deux responsables peuvent modifier ce formulaire.")),
                field("lead", "person", required=True, identifies=True, options={"email": "required", "orcid": "optional", "organisation": "required"}),
                field("host", "organisation", options={"identified": True}),
                field("citizenship", "country", required=True, options={"except": ["FR"]}),
                field("partners", "table", identifies=True, options={
                    "columns": [field("name", "person", required=True), field("place", "country"), field("role", "choice", options={"choices": choices("pi", "phd"), "other": True})],
                    "max_rows": 5,
                }),
            ],
        },
        {
            "key": "project",
            "title": said("The project", "Le projet"),
            "fields": [
                field("title", "text", required=True, options={"max_characters": 120}),
                field("area", "choice", required=True, options={"choices": choices("hss", "stem", "society")}),
                field("bridge", "discipline", required=True, when={"field": "area", "equals": "society"}, options={
                    "scheme": said("Two fields", "Deux domaines"),
                    "entries": [{"value": "hss", "label": said("HSS")}, {"value": "law", "label": said("Law", "Droit"), "under": "hss"}, {"value": "stem", "label": said("STEM")}, {"value": "physics", "label": said("Physics", "Physique"), "under": "stem"}],
                    "min": 2, "max": 2,
                }),
                field("goals", "goals", required=True, options={"min": 1, "max": 3}),
                field("abstract", "long_text", required=True, options={"min_words": 3, "max_words": 250}),
                field("stays", "choices", options={"choices": choices("winter", "summer"), "min": 1, "other": True}),
                field("climate", "long_text", when={"field": "goals", "contains": 13}, options={"max_characters": 2000}),
            ],
        },
        {
            "key": "means",
            "title": said("Dates and money", "Dates et budget"),
            "when": {"any": [{"field": "title", "answered": True}, {"not": {"field": "area", "in": ["hss"]}}]},
            "fields": [
                field("period", "period", required=True, options={"min": "2027-09-01", "max": "2029-08-31", "min_months": 4, "max_months": 24}),
                field("start", "date", options={"min": "2027-09-01"}),
                field("months", "number", options={"min": 0, "max": 24, "decimals": 1, "unit": said("months", "mois")}),
                field("own_money", "yes_no", required=True),
                field("own", "money", required=True, when={"all": [{"field": "own_money", "equals": True}, {"field": "months", "greater": 1}]}, options={"currencies": ["EUR", "USD", "JPY"]}),
                field("budget", "table", required=True, options={
                    "columns": [field("what", "text", required=True), field("cost", "money", required=True, options={"currencies": ["USD"], "min": 0}), field("units", "number")],
                    "min_rows": 1, "max_rows": 20, "totals": [{"column": "cost", "max": "20000"}, {"column": "units"}],
                }),
            ],
        },
        {
            "key": "papers",
            "title": said("Papers and consent", "Pièces et engagement"),
            "fields": [
                field("cv", "file", required=True, options={"types": ["pdf"], "max_bytes": 1_000_000, "max_pages": 2}),
                field("letters", "files", options={"types": ["pdf", "docx"], "min": 1, "max": 3, "max_total_bytes": 2_000_000}),
                field("fit", "score", options={"min": 0, "max": 5, "step": "0.5", "weight": "2", "anchors": [{"value": 0, "label": said("absent")}, {"value": 5, "label": said("outstanding", "remarquable")}]}),
                field("charter", "statement", required=True),
            ],
        },
    ],
}  # fmt: skip

ANSWERS: dict[str, Any] = {
    "lead": {"name": "Ada Li", "email": "ada@example.org", "orcid": "0000-0002-1825-0097", "organisation": {"name": "CNRS", "ror": "02feahw73", "country": "FR"}},
    "host": {"name": "CNRS", "ror": "02feahw73"},
    "citizenship": "US",
    "partners": [{"name": {"name": "O"}, "place": "CA", "role": {"other": "Technician"}}, {"name": {"name": "Zoé"}, "role": "phd"}],
    "title": "Quantum law",
    "area": "society",
    "bridge": ["law", "physics"],
    "goals": [9, 13],
    "abstract": "First line.\n\nSecond, with <b>bold</b> & “quotes”.",
    "stays": ["summer", {"other": "Spring"}],
    "climate": "It measures the climate.",
    "period": {"from": "2027-09-01", "to": "2028-02-29"},
    "start": "2027-09-01",
    "months": "6.5",
    "own_money": True,
    "own": {"amount": "1200.50", "currency": "EUR"},
    "budget": [
        {"what": "Flights", "cost": {"amount": "1200.00", "currency": "USD"}, "units": "2"},
        {"what": "Rooms", "cost": {"amount": "800.50", "currency": "USD"}, "units": "10"},
    ],
    "cv": FILE,
    "letters": [{**FILE, "name": "letter.pdf", "digest": "cd" * 32}],
    "fit": "4.5",
    "charter": True,
}  # fmt: skip
