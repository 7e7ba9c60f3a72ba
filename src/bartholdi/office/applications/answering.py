"""Which applications answer a questionnaire: counted before an edition is published, and call by call once it is."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.workflow import State
from bartholdi.office.questionnaires import in_use
from bartholdi.office.questionnaires.models import Edition, Questionnaire


def register_all() -> None:
    in_use.register(_("Applications"), count=count, drafts=drafts)


def count(questionnaire: Questionnaire) -> in_use.Count:
    sent = Submission.objects.filter(edition__questionnaire=questionnaire, application__call__rehearsal_of=None)
    return in_use.Count(moved=_writing(questionnaire).count(), kept=sent.values("application").distinct().count())


def drafts(questionnaire: Questionnaire, most: int) -> list[in_use.Open]:
    rows = _writing(questionnaire).order_by("-pk").values_list("response__edition", "response__answers")
    return [in_use.Open(edition, answers) for edition, answers in rows[:most]]


def asking_earlier(edition: Edition, user: Any) -> QuerySet[Call]:
    """Calls that are not over, and ask an earlier edition of its questionnaire; each with how many are `writing`."""
    writing = Count("applications", filter=Q(applications__state__in=WRITABLE))
    calls = going_on(Call.objects.visible_to(user).filter(edition__questionnaire=edition.questionnaire_id))
    return (
        calls.filter(edition__number__lt=edition.number).select_related("edition").annotate(writing=writing).order_by("title_en")
    )


def going_on(calls: QuerySet[Call]) -> QuerySet[Call]:
    """What has closed stays with the questions that were asked."""
    alive = calls.filter(rehearsal_of=None, state__in=[State.DRAFT, State.ANNOUNCED])
    return alive.filter(Q(closes_at=None) | Q(closes_at__gt=timezone.now()))


def _writing(questionnaire: Questionnaire) -> QuerySet[Application]:
    calls = going_on(Call.objects.filter(edition__questionnaire=questionnaire))
    return Application.objects.filter(call__in=calls, state__in=WRITABLE, response__edition__questionnaire=questionnaire)
