"""What an applicant learns of the decision, from the moment it is announced: the words, and the letter as a paper."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.downloads import private
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.decisions.models import DecisionLetter
from bartholdi.office.decisions.papers import letter_pdf

DECIDED = frozenset({State.FUNDED, State.RESERVE, State.DECLINED})


def letters(request: Applying, application: Application) -> list[DecisionLetter]:
    """One's own, the newest first; nothing is asked before anything was announced."""
    if application.state not in DECIDED:
        return []
    rows = DecisionLetter.objects.visible_to(request.user).filter(application=application)
    return list(rows.select_related("application").order_by("-number"))


@require_GET
def paper(request: Visit, pk: int, number: int) -> HttpResponse:
    rows = DecisionLetter.objects.visible_to(request.user).select_related("application__call")
    letter = get_object_or_404(rows, application=pk, number=number)
    answer = HttpResponse(letter_pdf(letter), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{letter.reference}.pdf"'
    return private(answer)
