"""One decision as its page shows it: changed together with what each review tells the applicant, and only by who has read it as it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services.deciding import draft_decision
from bartholdi.office.decisions.services.final import list_changed
from bartholdi.office.journal.acts import lock
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import CallFund
from bartholdi.office.reviews.models import Review
from bartholdi.office.reviews.services.reviewing import edit_for_applicant

CHOSEN = ("outcome", "fund_id", "amount", "place")


def reviews_of(decision: Decision, *, user: User) -> list[Review]:
    """Those that are in and count: what the letter may quote."""
    rows = Review.objects.visible_to(user).counting().filter(application=decision.application_id)
    found = list(rows.select_related("assignment__seat__reviewer__person").order_by("pk"))
    for each in found:  # one row for all: who stands on it is asked once
        each.application = decision.application
    return found


def mark(decision: Decision, reviews: list[Review]) -> str:
    """Of all that the page lets one change: whoever sends it back has read exactly this."""
    shown: list[Any] = [decision.state, *(getattr(decision, name) for name in CHOSEN), decision.reason, decision.message]
    shown += [(each.pk, each.for_applicant) for each in reviews]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


@transaction.atomic
def revise_decision(
    decision: Decision,
    *,
    seen: str,
    outcome: str,
    fund: CallFund | None,
    amount: Decimal | None,
    place: int | None,
    reason: str,
    message: str,
    texts: Mapping[int, str],
    by: User,
) -> Decision:
    """`texts`: by review, what the applicant is told of it. A list that a third body approved has to be approved anew."""
    lock(decision)
    reviews = reviews_of(decision, user=by)
    if mark(decision, reviews) != seen:
        raise Refused(
            gettext(
                "Nothing was saved: somebody else changed this decision in the meantime. "
                "What you typed is kept below. Read how it stands now, then save again."
            )
        )
    before = [getattr(decision, name) for name in CHOSEN]
    made = draft_decision(
        decision.application,
        decision.side,
        outcome=outcome,
        fund=fund,
        amount=amount,
        place=place,
        reason=reason,
        message=message,
        by=by,
    )
    for review in reviews:
        if review.pk in texts and texts[review.pk] != review.for_applicant:
            edit_for_applicant(review, texts[review.pk], by=by)
    if decision.side_id is None and before != [getattr(made, name) for name in CHOSEN]:
        list_changed(decision.application.call, by=by)
    return made
