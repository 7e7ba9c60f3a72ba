"""Which letters answer a questionnaire: counted before an edition is published, and kind by kind once it is."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.answering import going_on
from bartholdi.office.applications.models import LetterDraft, SentLetter
from bartholdi.office.applications.workflow import LetterState
from bartholdi.office.programmes.models import Call, LetterRequirement
from bartholdi.office.questionnaires import in_use
from bartholdi.office.questionnaires.models import Edition, Questionnaire

WRITING = (LetterState.ASKED, LetterState.RECEIVED)  # what came may be changed until its last instant


def register_all() -> None:
    in_use.register(_("Letters"), count=count, drafts=drafts)


def count(questionnaire: Questionnaire) -> in_use.Count:
    sent = SentLetter.objects.filter(edition__questionnaire=questionnaire, letter__application__call__rehearsal_of=None)
    return in_use.Count(moved=_begun(questionnaire).count(), kept=sent.values("letter").distinct().count())


def drafts(questionnaire: Questionnaire, most: int) -> list[in_use.Open]:
    rows = _begun(questionnaire).order_by("-pk").values_list("letter__requirement__edition", "answers")
    return [in_use.Open(edition, answers) for edition, answers in rows[:most]]


def asking_earlier(edition: Edition, user: Any) -> QuerySet[LetterRequirement]:
    """Kinds of letter of calls that are not over, which ask an earlier edition of its questionnaire; each with how many are `writing`."""
    writing = Count("asked", filter=Q(asked__state__in=WRITING, asked__draft__isnull=False))
    kinds = LetterRequirement.objects.filter(
        call__in=going_on(Call.objects.visible_to(user)),
        edition__questionnaire=edition.questionnaire_id,
        edition__number__lt=edition.number,
    )
    return kinds.select_related("call", "edition").annotate(writing=writing).order_by("call__title_en", "pk")


def _begun(questionnaire: Questionnaire) -> QuerySet[LetterDraft]:
    rows = LetterDraft.objects.filter(letter__requirement__edition__questionnaire=questionnaire, letter__state__in=WRITING)
    return rows.filter(letter__application__call__in=going_on(Call.objects.all())).exclude(answers={})
