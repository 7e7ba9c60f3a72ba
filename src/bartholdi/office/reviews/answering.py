"""Which reviews answer a questionnaire: counted before an edition is published. They keep the edition on which they were begun."""

from django.utils.translation import gettext_lazy as _

from bartholdi.office.questionnaires import in_use
from bartholdi.office.questionnaires.models import Questionnaire
from bartholdi.office.reviews.models import Review


def register_all() -> None:
    in_use.register(_("Reviews"), count=count)


def count(questionnaire: Questionnaire) -> in_use.Count:
    rows = Review.objects.filter(response__edition__questionnaire=questionnaire, application__call__rehearsal_of=None)
    return in_use.Count(moved=0, kept=rows.count())
