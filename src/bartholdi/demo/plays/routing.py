"""A call of many fields: three bodies judge it, each its own fields; six officers share the files, look at each, and say where it goes."""

from __future__ import annotations

from collections.abc import Mapping

from bartholdi.demo.plays import cast
from bartholdi.office.accounts import roles
from bartholdi.office.accounts import services as accounts
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.services import casework
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.programmes.services import add_part, remove_part

BODIES = {
    "mopga-fellowship": (
        ("Body for Earth and climate", "Instance Terre et climat", ("earth", "climate")),
        ("Body for the energy transition", "Instance Transition énergétique", ("energy",)),
        ("Body for society and health", "Instance Société et santé", ("society", "health")),
    )
}
# Who helps the two officers as whom one can sign in.
HELPERS = (
    ("chicago", "Wendell Aubrac-Tsosie", "en"),
    ("houston", "Clémence Ferreira-Boyd", "fr"),
    ("los-angeles", "Malia Kerdoncuff-Reyes", "en"),
    ("san-francisco", "Octave Lindahl-Marchand", "fr"),
)
NOTES = {"en": "Read whole: complete. To the {body}.", "fr": "Lu en entier : complet. Pour : {body}."}
FINDING = {
    "en": "The stays were compared with the passport: within the limit.",
    "fr": "Les séjours concordent avec le passeport : dans la limite.",
}


def has_bodies(call: Call) -> bool:
    return _blueprint(call) in BODIES


def bodies(call: Call, *, by: User) -> list[Panel]:
    """In place of the panels that the blueprint brings."""
    for panel in call.panels.order_by("pk"):
        remove_part(panel, by=by)
    return [
        add_part(
            call,
            "panel",
            {"name_en": english, "name_fr": french, "side": None, "reviews_each": 2, "fields": Panel.between_bars(fields)},
            by=by,
        )
        for english, french, fields in BODIES[_blueprint(call)]
    ]


def officers(people: Mapping[str, User]) -> list[User]:
    """Six, of whom four come for the season."""
    here = [user for key, user in people.items() if key.startswith("officer")]
    return here + [
        accounts.create(email=f"{place}@bartholdi.example", name=name, language=language, given=(roles.OFFICER,), by=cast.PLAYER)
        for place, name, language in HELPERS
    ]


def share(call: Call, panels: list[Panel], staff: list[User]) -> None:
    """In turn, as they came; each officer finds, notes, and says which body it is for."""
    of_field = {value: panel for panel in panels for value in panel.routed}
    rows = Application.objects.filter(call=call, state=State.SUBMITTED).select_related("call").order_by("serial")
    for number, application in enumerate(rows):
        body, officer = of_field[application.field], staff[number % len(staff)]
        if application.finding == Application.Finding.NEEDS_OFFICER:
            casework.find_eligible(application, remark=FINDING[officer.language], by=officer, told=False)
        name = body.name_fr if officer.language == "fr" else body.name_en
        casework.add_note(application, text=NOTES[officer.language].format(body=name), by=officer)


def _blueprint(call: Call) -> str:
    return call.blueprint.split()[0]
