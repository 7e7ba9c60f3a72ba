"""The third body that approves a call's joint list after the sides, where there is one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import FinalBody
from bartholdi.office.decisions.permissions import JOINT_POLICY
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call


@transaction.atomic
def name_final_body(call: Call, *, name_en: str, name_fr: str, by: User) -> FinalBody:
    names = clean_line(name_en)[:160], clean_line(name_fr)[:160]
    if not all(names):
        raise Refused(gettext("Nothing was saved: name the body in both languages."))
    body = FinalBody.objects.filter(call=call).first() or FinalBody(call=call)
    with act("decisions.name_final_body", body, by=by, policy=JOINT_POLICY):
        body.name_en, body.name_fr = names
        body.approved_at, body.recorded_by, body.remark = None, "", ""
    return body


@transaction.atomic
def record_final_approval(body: FinalBody, *, remark: str, by: User) -> None:
    """`remark` says how it was told: a letter and its date."""
    said = clean_line(remark)[:500]
    if not said:
        raise Refused(gettext("Nothing was recorded: say how the approval was told, such as a letter and its date."))
    with act("decisions.record_final_approval", body, by=by, policy=JOINT_POLICY):
        body.approved_at, body.recorded_by, body.remark = timezone.now(), str(by)[:200], said


def third_body_approved(call: Call) -> bool:
    """Whether nobody else has to approve any more: so for every call without such a body."""
    return not FinalBody.objects.filter(call=call, approved_at=None).exists()


def list_changed(call: Call, *, by: Actor) -> None:
    """What was approved is another list than this one."""
    body = FinalBody.objects.filter(call=call).exclude(approved_at=None).first()
    if body is not None:
        with act("decisions.lapse_final_approval", body, by=by):
            body.approved_at, body.recorded_by, body.remark = None, "", ""
