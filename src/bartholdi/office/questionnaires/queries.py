"""What the desk asks about questionnaires, and what a response asks about its edition and its versions."""

from functools import lru_cache
from typing import Any

from django.db.models import Max, QuerySet

from bartholdi.cores.formspec import Spec
from bartholdi.office.questionnaires.models import Edition, Questionnaire, Response


def with_newest(questionnaires: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `newest` and `newest_at`, the number and the instant of its newest edition; without its draft, which is long."""
    found: QuerySet[Any] = questionnaires.annotate(newest=Max("editions__number"), newest_at=Max("editions__published_at"))
    return found.defer("draft", "search_text")


def newest(questionnaire: Questionnaire) -> Edition | None:
    return questionnaire.editions.order_by("-number").first()


@lru_cache(maxsize=64)
def spec_of(edition: int) -> Spec:
    """Of the edition with this key, which never changes: read once in each process, since every save asks for it."""
    return Edition.objects.only("spec").get(pk=edition).parsed()


def since(response: Response, version: int, *, tab: str = "", own: int = 0) -> dict[str, dict[str, Any]]:
    """What others changed after this version: question -> its answer, its version, and who wrote it. One query, where others may have;
    `own` is a version that is known to be one's own."""
    newer = {key: stamp for key, stamp in response.stamps.items() if stamp > version and stamp != own}
    if not newer:
        return {}
    rows = response.versions.filter(number__in=set(newer.values())).values_list("number", "by_label", "tab")
    wrote = {number: (label, window) for number, label, window in rows}
    now = response.everything()
    return {
        key: {"value": now.get(key), "version": stamp, "by": wrote.get(stamp, ("", ""))[0]}
        for key, stamp in newer.items()
        if not (tab and wrote.get(stamp, ("", ""))[1] == tab)
    }
