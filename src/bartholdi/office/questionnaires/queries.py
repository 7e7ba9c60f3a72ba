"""What the desk asks about questionnaires: their newest editions."""

from typing import Any

from django.db.models import Max, QuerySet

from bartholdi.office.questionnaires.models import Edition, Questionnaire


def with_newest(questionnaires: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `newest` and `newest_at`, the number and the instant of its newest edition; without its draft, which is long."""
    found: QuerySet[Any] = questionnaires.annotate(newest=Max("editions__number"), newest_at=Max("editions__published_at"))
    return found.defer("draft", "search_text")


def newest(questionnaire: Questionnaire) -> Edition | None:
    return questionnaire.editions.order_by("-number").first()
