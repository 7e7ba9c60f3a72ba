"""What pages and other apps ask about the register: a paper by its digest, what is due, and everything of one agreement at once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from bartholdi.office.agreements.models import Agreement, AgreementDocument, Indicator, Link, Milestone, Signatory
from bartholdi.office.agreements.models.following import DocumentQuerySet
from bartholdi.office.programmes.models import Call

DIGEST = re.compile(r"[0-9a-f]{64}")
WITHIN = timedelta(days=90)  # before the last day to give notice, or before the end


def documents_with(digest: str, user: Any) -> DocumentQuerySet:
    """The papers of the register, among those that this person may see, whose file has this SHA-256 digest: whoever carries a
    paper, such as a sealed dispatch, finds its agreement without showing the paper to anybody."""
    rows = AgreementDocument.objects.visible_to(user).select_related("agreement").defer("agreement__search_text")
    wanted = digest.strip().lower()
    return rows.filter(digest=wanted).order_by("pk") if DIGEST.fullmatch(wanted) else rows.none()


def digests_for(user: Any) -> DocumentQuerySet:
    """All papers that this person may see, for whoever compares digests themselves: which one they hold is nobody's business."""
    rows = AgreementDocument.objects.visible_to(user).select_related("agreement").order_by("pk")
    return rows.only("digest", "title_en", "title_fr", "agreement__slug", "agreement__name_en", "agreement__name_fr")


def for_lists(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With what a list shows of each, at a fixed cost."""
    near = ("sides", "parties__organisation", "themes")
    long = ("search_text", "summary_en", "summary_fr", "remark")
    return rows.select_related("keeper").prefetch_related(*near).defer(*long)


def whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With everything that stands on the page of one agreement."""
    return rows.select_related("keeper").prefetch_related(
        "sides",
        "parties__organisation",
        "parties__side",
        "signatories__party__organisation",
        "themes",
        "former_names",
        "milestones__owner",
        "indicators__counts",
        "documents",
        "links__target",
        "linked_from__agreement",
        "programmes",
        "calls__programme",
    )


def for_the_public(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same, and nothing that is reserved: what is not asked for cannot be shown."""
    seen = Agreement.objects.public().only("slug", "name_en", "name_fr")
    links = Link.objects.filter(Q(target=None) | Q(target__in=seen.order_by().values("pk")))
    later = Link.objects.filter(agreement__in=seen.order_by().values("pk"))
    return rows.defer("search_text", "remark").prefetch_related(
        "sides",
        "parties__organisation",
        "parties__side",
        Prefetch("signatories", Signatory.objects.filter(public=True).select_related("party__organisation")),
        "themes",
        "former_names",
        Prefetch("milestones", Milestone.objects.filter(public=True)),
        Prefetch("indicators", Indicator.objects.filter(public=True)),
        "indicators__counts",
        Prefetch("documents", AgreementDocument.objects.filter(public=True)),
        Prefetch("links", links),
        Prefetch("links__target", seen),
        Prefetch("linked_from", later),
        Prefetch("linked_from__agreement", seen),
        Prefetch("calls", Call.objects.public().select_related("programme")),
    )


def in_public_lists(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.prefetch_related("parties__organisation").defer("search_text", "remark")


def open_milestones(user: Any) -> QuerySet[Milestone]:
    """Not done yet, of agreements that this person may see."""
    seen = Agreement.objects.visible_to(user).order_by().values("pk")
    return Milestone.objects.filter(agreement__in=seen, done_on=None).select_related("agreement", "owner")


def late_milestones(user: Any, today: date) -> QuerySet[Milestone]:
    return open_milestones(user).filter(due_on__lt=today)


def ending(rows: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Those whose last day is settled and near."""
    found: QuerySet[Any] = rows.filter(enters_on__lte=today, ends_on__gte=today, ends_on__lte=today + WITHIN)
    return found


def renewed_tacitly(rows: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Those that go on by themselves unless somebody gives notice; when, the terms say."""
    found: QuerySet[Any] = rows.filter(enters_on__lte=today, ends_on=None, renewed_months__gt=0)
    return found
