"""Whom those who apply ask not to judge: named and taken back as long as the application can be written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import objected
from bartholdi.office.applications.models import Application, Objection
from bartholdi.office.applications.permissions import OBJECTION_POLICY
from bartholdi.office.applications.services.editing import require_writable
from bartholdi.office.journal.acts import act, lock, record
from bartholdi.office.lib.words import clean_line, clean_text
from bartholdi.office.lib.workflow import Refused

MOST = 5  # who may be judged by nobody of a field cannot be judged


@transaction.atomic
def name_objection(
    application: Application,
    *,
    name: str,
    reason: str,
    institution: str = "",
    email: str = "",
    orcid: str = "",
    by: User,
    arrived_at: datetime,
) -> Objection:
    lock(application, beside=["call"])  # two windows that name the last one possible come one after the other
    made = Objection(application=application, name=clean_line(name)[:200], reason=clean_text(reason)[:1000])
    OBJECTION_POLICY.require(by, "name_objection", made)
    require_writable(application, by=by, arrived_at=arrived_at)
    if not made.name or not made.reason:
        raise Refused(gettext("Nobody was named: give a name, and say in a sentence why this person should not judge."))
    if application.objections.count() >= MOST:
        raise Refused(
            gettext("Nobody was named: %(most)s people at most. Take one back, or write to the office.") % {"most": MOST}
        )
    with act("applications.name_objection", made, by=by):
        made.institution, made.email, made.orcid = clean_line(institution)[:200], email.strip(), orcid.strip()
        made.named_by = str(by)[:200]
    return made


@transaction.atomic
def take_objection_back(objection: Objection, *, by: User, arrived_at: datetime) -> None:
    OBJECTION_POLICY.require(by, "take_objection_back", objection)
    require_writable(objection.application, by=by, arrived_at=arrived_at)
    record("applications.take_objection_back", objection.application, by=by)
    objection.delete()
    objected.taken_back(objection)
