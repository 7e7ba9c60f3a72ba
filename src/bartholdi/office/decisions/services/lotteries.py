"""The lottery among applications declared equal: the seed is fixed and shown first, drawn afterwards, once."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions import candidates
from bartholdi.office.decisions.models import Lottery
from bartholdi.office.decisions.permissions import LOTTERY_POLICY
from bartholdi.office.journal.acts import act
from bartholdi.office.lib import apart
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Side

DRAW = "bartholdi.office.decisions.apart.lottery:draw"


@transaction.atomic
def fix_seed(call: Call, side: Side | None, *, seed: str, source: str, ties: Collection[str], by: User) -> Lottery:
    """`ties` are references. Once fixed, neither the seed nor who is equal can be changed: that would be a second try."""
    seen = set(candidates.in_question(call, by).filter(reference__in=ties).values_list("reference", flat=True))
    if unknown := sorted(set(ties) - seen):
        raise Refused(
            gettext("Nothing was fixed: there is no application %(reference)s in this choice.") % {"reference": unknown[0]}
        )
    if len(seen) < 2:
        raise Refused(gettext("Nothing was fixed: a lottery needs at least two applications that are declared equal."))
    if "'" in seed or not clean_line(seed):
        raise Refused(gettext("Nothing was fixed: the seed is a number or a text without the sign '."))
    if Lottery.objects.filter(call=call, side=side).exists():
        raise Refused(
            gettext("Nothing was changed: the seed of this list is fixed already. A second seed would be a second try.")
        )
    lottery = Lottery(call=call, side=side, fixed_by=str(by)[:200])
    with act("decisions.fix_seed", lottery, by=by, policy=LOTTERY_POLICY):
        lottery.seed, lottery.source, lottery.ties = clean_line(seed)[:120], clean_line(source)[:300], sorted(seen)
    return lottery


@transaction.atomic
def draw_lots(lottery: Lottery, *, by: User) -> None:
    """In the order of the tickets, which anybody can make again from the page."""
    with act("decisions.draw_lots", lottery, by=by, policy=LOTTERY_POLICY):
        if lottery.drawn_at is not None:
            raise Refused(gettext("Nothing was changed: the lots are drawn already, and stay as they are."))
        lottery.order = apart.run(DRAW, {"seed": lottery.seed, "ties": lottery.ties})
        lottery.drawn_at = timezone.now()
