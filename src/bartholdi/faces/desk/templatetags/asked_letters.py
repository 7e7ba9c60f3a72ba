"""The letters part of an application's case file: who is asked for what, and how far each letter got; never what it says."""

from typing import Any

from django import template

from bartholdi.faces.ui.letter_tones import TONES
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Application, Letter
from bartholdi.office.applications.workflow import LetterState

register = template.Library()


@register.inclusion_tag("desk/parts/letters_asked.html")
def asked_letters(application: Application) -> dict[str, Any]:
    """{% asked_letters application %}: five queries for any number. For a page whose reader may see the application."""
    letters = list(queries.in_a_table(application))
    failed = queries.undelivered(letters)
    kinds = [
        {
            "label": each.requirement.label,
            "missing": each.count,
            "letters": [shown(one, failed) for one in letters if one.requirement_id == each.requirement.pk],
        }
        for each in queries.missing_letters(application)
    ]
    return {"kinds": kinds, "zone": application.call.zone}


def shown(letter: Letter, failed: set[int]) -> dict[str, Any]:
    return {"letter": letter, "tone": TONES[LetterState(letter.state)], "is_lost": letter.pk in failed}
