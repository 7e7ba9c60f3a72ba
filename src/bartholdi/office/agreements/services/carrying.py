"""Said by a person who reads the dispatch, and by nobody else: that it carries an agreement."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements.models import Agreement, Carriage
from bartholdi.office.agreements.permissions import CARRIAGE_POLICY
from bartholdi.office.dispatches.models import Dispatch
from bartholdi.office.journal.acts import act, record
from bartholdi.office.lib.workflow import Refused


def say_carried(agreement: Agreement, dispatch: Dispatch, *, by: User) -> Carriage:
    if not Dispatch.objects.visible_to(by).filter(pk=dispatch.pk).exists():
        raise Refused(gettext("Nothing was written down: choose a dispatch of a mailbox that you hold."))
    made = Carriage(agreement=agreement, dispatch=dispatch, said_by=str(by)[:200])
    with act("agreements.say_carried", made, by=by, policy=CARRIAGE_POLICY):
        pass
    return made


@transaction.atomic
def take_carried_back(carriage: Carriage, *, by: User) -> None:
    CARRIAGE_POLICY.require(by, "take_carried_back", carriage)
    record("agreements.take_carried_back", carriage, by=by)
    carriage.delete()
