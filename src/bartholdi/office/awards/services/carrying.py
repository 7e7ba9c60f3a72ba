"""The terms of awards in a blueprint: a call that is started from it begins with its own; days are counted from the opening day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bartholdi.office.awards.models import Terms
from bartholdi.office.awards.permissions import TERMS_POLICY
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.programmes.carried import Part
from bartholdi.office.programmes.models import Call

PLAIN = ("answer_days", "monthly", "months", "instalments")
DAYS = ("starts_from", "starts_until")


def begin(call: Call, asked: Any, opens_on: date, by: Actor) -> Terms:
    terms = Terms(call=call)
    with act("awards.set_terms", terms, by=by, policy=TERMS_POLICY):
        for name in PLAIN:
            setattr(terms, name, getattr(asked, name))
        for name in DAYS:
            after = getattr(asked, name)
            setattr(terms, name, None if after is None else opens_on + timedelta(days=after))
    return terms


def data(call: Call) -> dict[str, Any] | None:
    """None where nothing was set. A day before the opening is left out: no edition would begin so."""
    terms = Terms.objects.filter(call=call).first()
    if terms is None or call.opens_at is None:
        return None
    opened = call.opens_at.astimezone(ZoneInfo(call.zone)).date()
    after = {name: (day - opened).days for name in DAYS if (day := getattr(terms, name)) is not None and day >= opened}
    return {name: getattr(terms, name) for name in PLAIN} | after


PART = Part("awards", begin, data)
