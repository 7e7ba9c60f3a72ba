"""Every kind of question in every state: empty, filled, faulty and read-only, as the gallery shows them."""

from typing import Any

from django.urls import reverse

from bartholdi.cores.formspec import Spec, check, parse
from bartholdi.faces.ui.questions import Page, draw

STATES = ("empty", "filled", "faulty", "readonly")


def said(english: str, french: str) -> dict[str, str]:
    return {"en": english, "fr": french}


def chosen(value: str, english: str, french: str, **more: str) -> dict[str, Any]:
    return {"value": value, "label": said(english, french), **more}


FIELDS = [
    chosen("quantum", "Quantum physics", "Physique quantique"),
    chosen("ocean", "Oceans and climate", "Océans et climat"),
    chosen("health", "Health", "Santé"),
]
SCHEME = [
    chosen("physics", "Physics", "Physique"),
    chosen("optics", "Optics", "Optique", under="physics"),
    chosen("matter", "Condensed matter", "Matière condensée", under="physics"),
    chosen("life", "Life sciences", "Sciences de la vie"),
    chosen("cells", "Cell biology", "Biologie cellulaire", under="life"),  # typos: off
]
COLUMNS = [
    {"key": "what", "kind": "text", "label": said("Item", "Poste"), "required": True, "options": {"max_characters": 60}},
    {
        "key": "kind",
        "kind": "choice",
        "label": said("Kind", "Nature"),
        "options": {"choices": [chosen("travel", "Travel", "Voyage"), chosen("tools", "Equipment", "Équipement")]},
    },
    {"key": "cost", "kind": "money", "label": said("Cost", "Coût"), "required": True, "options": {"currencies": ["EUR", "USD"]}},
    {"key": "days", "kind": "number", "label": said("Days", "Jours")},
]
CV = {"name": "cv-martin.pdf", "size": 81_234, "digest": "ab" * 32, "media_type": "application/pdf", "pages": 2}
PLAN = {
    "name": "plan-de-travail.odt",
    "size": 1_240_000,
    "digest": "cd" * 32,
    "media_type": "application/vnd.oasis.opendocument.text",
}
ROR = "02feahw73"

# kind: label, options, a good answer, a faulty one
KINDS: dict[str, tuple[dict[str, str], dict[str, Any], Any, Any]] = {
    "information": (said("Before you begin", "Avant de commencer"), {}, None, None),
    "text": (
        said("Title of the project", "Titre du projet"),
        {"max_characters": 80},
        "A quantum memory for a city",
        "Lattice " * 12,
    ),
    "long_text": (
        said("What will you do?", "Que ferez-vous ?"),
        {"max_words": 60, "max_characters": 400},
        "Two laboratories build one memory.\n\nThe first part lasts six months.",
        "lattice " * 62,
    ),
    "number": (
        said("Length of the stay", "Durée du séjour"),
        {"min": 4, "max": 9, "decimals": 1, "unit": said("months", "mois")},
        "6.5",
        "12",
    ),
    "money": (
        said("Other income", "Autres revenus"),
        {"currencies": ["EUR", "USD"]},
        {"amount": "1200", "currency": "EUR"},
        {"amount": "twelve", "currency": "EUR"},
    ),
    "date": (said("Date of the defence", "Date de la soutenance"), {"min": "2027-01-01"}, "2027-09-15", "31 June 2027"),
    "period": (
        said("Dates of the stay", "Dates du séjour"),
        {"min_months": 4, "max_months": 9},
        {"from": "2027-09-01", "to": "2028-02-29"},
        {"from": "2027-09-01", "to": "2027-08-01"},
    ),
    "yes_no": (said("Have you been to France before?", "Êtes-vous déjà allé(e) en France ?"), {}, True, None),
    "choice": (said("Field", "Domaine"), {"choices": FIELDS, "other": True}, "ocean", {"other": ""}),
    "choices": (
        said("Fields of your laboratory", "Domaines de votre laboratoire"),
        {"choices": FIELDS, "other": True, "max": 2},
        ["quantum", {"other": "Metrology"}],
        ["quantum", "ocean", "health"],
    ),
    "country": (said("Country of residence", "Pays de résidence"), {"except": ["FR"]}, "US", "FR"),
    "organisation": (
        said("Host", "Accueil"),
        {"identified": True},
        {"name": "CNRS", "ror": ROR, "country": "FR"},
        {"name": "A lab"},
    ),
    "goals": (said("Sustainable development goals", "Objectifs de développement durable"), {"max": 3}, [7, 13], [1, 2, 3, 4]),
    "discipline": (said("Discipline", "Discipline"), {"entries": SCHEME}, ["optics"], ["optics", "cells"]),
    "person": (
        said("Supervisor", "Directeur ou directrice de thèse"),
        {"email": "required", "orcid": "optional", "organisation": "optional"},
        {"name": "Prof. Ito", "email": "ito@lakeshore-university.example", "organisation": {"name": "Lakeshore University"}},
        {"name": "Prof. Ito", "email": "ito at lakeshore", "orcid": "0000-0000-0000-0000"},
    ),
    "file": (said("Curriculum vitae", "Curriculum vitæ"), {"types": ["pdf"], "max_pages": 4, "max_bytes": 5_000_000}, CV, PLAN),
    "files": (said("Other papers", "Autres pièces"), {"max": 2}, [CV, PLAN], [CV, PLAN, {**CV, "digest": "ef" * 32}]),
    "table": (
        said("Budget", "Budget"),
        {"columns": COLUMNS, "max_rows": 5, "totals": [{"column": "cost"}, {"column": "days"}]},
        [
            {"what": "Two flights", "kind": "travel", "cost": {"amount": "1900.50", "currency": "USD"}, "days": "2"},
            {"what": "Cryostat", "kind": "tools", "cost": {"amount": "12000", "currency": "EUR"}, "days": "30"},
        ],
        [{"what": "Flights", "cost": {"amount": "1,900", "currency": "USD"}, "days": "two"}, {"days": "3"}],
    ),
    "score": (
        said("Quality of the project", "Qualité du projet"),
        {
            "min": 1,
            "max": 5,
            "anchors": [{"value": 1, "label": said("weak", "faible")}, {"value": 5, "label": said("excellent", "excellente")}],
        },
        "4",
        None,
    ),
    "statement": (
        said("Everything here is true to the best of my knowledge.", "Tout ce qui est écrit ici est exact à ma connaissance."),
        {},
        True,
        None,
    ),
}
MANY = [chosen(f"r{place}", f"Region {place}", f"Région {place}") for place in range(1, 13)]
MORE: dict[str, tuple[str, dict[str, str], dict[str, Any], Any, Any]] = {  # other looks of a kind
    "choice_list": ("choice", said("Region", "Région"), {"choices": MANY}, "r3", None),
    "disciplines": ("discipline", said("Disciplines", "Disciplines"), {"entries": SCHEME, "max": 2}, ["optics", "cells"], None),
    "amount": (
        "money",
        said("Monthly income", "Revenu mensuel"),
        {"currencies": ["EUR"], "max": 5000},
        {"amount": "850.5"},
        {"amount": "9000"},
    ),
    "points": ("score", said("Points", "Points"), {"min": 0, "max": 100}, "72", "101"),
}
HELP = said("For a reader from another field.", "Pour qui vient d’un autre domaine.")
HANGING = ("visit", said("When was it?", "À quelle date ?"))
SAMPLES = {key: (key, *sample) for key, sample in KINDS.items()} | MORE


def fields(state: str) -> list[dict[str, Any]]:
    """Keys begin with the state, because a page has each id once; the last question hangs on an earlier one."""
    found: list[dict[str, Any]] = [
        {"key": f"{state}_{key}", "kind": kind, "label": label, "options": options, **asked(kind, required=state == "faulty")}
        for key, (kind, label, options, _good, _bad) in SAMPLES.items()
    ]
    key, label = HANGING
    when = {"field": f"{state}_yes_no", "equals": True}
    return [*found, {"key": f"{state}_{key}", "kind": "date", "label": label, "when": when}]


def asked(kind: str, *, required: bool) -> dict[str, Any]:
    if kind == "information":
        return {"help": HELP}
    return {"required": required} | ({"help": HELP} if kind in {"text", "long_text", "table", "score"} else {})


def spec() -> Spec:
    titles = {state: said(state.capitalize(), state.capitalize()) for state in STATES}
    return parse({"format": 1, "sections": [{"key": state, "title": titles[state], "fields": fields(state)} for state in STATES]})


def answers(state: str) -> dict[str, Any]:
    """Nothing, what is right, or what is wrong."""
    if state == "empty":
        return {}
    bad = state == "faulty"
    return {f"{state}_{key}": wrong if bad else right for key, (_kind, _label, _options, right, wrong) in SAMPLES.items()}


def pages(language: str) -> dict[str, Page]:
    """One page for each state."""
    made = spec()
    look_up = reverse("look-up-organisations")
    faults = check(made, answers("faulty"), final=True).faults
    return {
        state: draw(
            made,
            state,
            answers(state),
            language=language,
            faults=faults if state == "faulty" else (),
            look_up_url=look_up,
            files={str(CV["digest"]): "#"},
            readonly=state == "readonly",
        )
        for state in STATES
    }
