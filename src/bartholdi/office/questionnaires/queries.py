"""What the desk asks about questionnaires and whom a new edition would touch; what a response asks about its edition and its versions."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db.models import Max, QuerySet

from bartholdi.cores.formspec import Spec, carry
from bartholdi.office.questionnaires import in_use
from bartholdi.office.questionnaires.models import EarlierDraft, Edition, Questionnaire, Response

LOOKED_AT = 200  # open answers that are carried over on trial: enough to see what would be lost


@dataclass(frozen=True)
class Effect:
    """What a new edition would do to open answers, tried out on up to LOOKED_AT of them."""

    looked_at: int
    whole: int
    lost: tuple[tuple[dict[str, str], int], ...]  # the words of a question, and from how many its answer would be lost


def with_newest(questionnaires: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `newest` and `newest_at`, the number and the instant of its newest edition; without its draft, which is long."""
    found: QuerySet[Any] = questionnaires.annotate(newest=Max("editions__number"), newest_at=Max("editions__published_at"))
    return found.defer("draft", "search_text")


def newest(questionnaire: Questionnaire) -> Edition | None:
    return questionnaire.editions.order_by("-number").first()


def fixed_keys(questionnaire: Questionnaire) -> frozenset[str]:
    """The keys of questions that are published: answers are kept under them."""
    last = newest(questionnaire)
    sections = last.spec["sections"] if last else []
    return frozenset(field["key"] for section in sections for field in section["fields"])


def earlier(questionnaire: Questionnaire) -> QuerySet[EarlierDraft]:
    """The drafts before the one of now, newest first, without their words."""
    return questionnaire.earlier_drafts.defer("draft")


def before(questionnaire: Questionnaire) -> EarlierDraft | None:
    """The draft that taking back the last change leads to; after taking back, the one before that."""
    return earlier(questionnaire).filter(version__lt=questionnaire.restored or questionnaire.version).first()


def effect(questionnaire: Questionnaire, spec: Spec) -> Effect:
    """Of this spec as the next edition: how many open answers would be carried over whole, and what others would lose."""
    specs: dict[int, Spec] = {edition.pk: edition.parsed() for edition in questionnaire.editions.all()[:20]}
    tried = [carry(specs[each.edition], spec, each.answers) for each in _open(questionnaire) if each.edition in specs]
    counts: Counter[tuple[str, str]] = Counter()
    for carried in tried:
        counts.update({(fault.facts["label"]["en"], fault.facts["label"]["fr"]) for fault in carried.lost})
    lost = tuple(({"en": english, "fr": french}, n) for (english, french), n in counts.most_common(20))
    return Effect(len(tried), sum(1 for carried in tried if not carried.lost), lost)


def _open(questionnaire: Questionnaire) -> list[in_use.Open]:
    return list(islice(in_use.drafts(questionnaire, LOOKED_AT), LOOKED_AT))


@lru_cache(maxsize=64)
def spec_of(edition: int) -> Spec:
    """Of the edition with this key, which never changes: read once in each process, since every save asks for it."""
    return Edition.objects.only("spec").get(pk=edition).parsed()


def digests(answer: Any) -> set[str]:
    """Of the files that answers name, wherever they stand."""
    match answer:
        case {"digest": str(digest)}:
            return {digest}
        case dict():
            return {found for each in answer.values() for found in digests(each)}
        case list():
            return {found for each in answer for found in digests(each)}
    return set()


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
