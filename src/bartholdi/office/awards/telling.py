"""What the letter of a decision says of the award: until when to answer, and on which page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.applications.telling import said
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.services.offering import evening, terms_of
from bartholdi.office.decisions.funded import Sentence
from bartholdi.office.decisions.models import Decision


def answer_by(decision: Decision) -> Sentence:
    """Before it is offered: as if it were offered now."""
    application = decision.application
    call = application.call
    offered = Award.objects.filter(decision=decision).values_list("answer_by", flat=True).first()
    until = offered or evening(call.moment(), call, terms_of(call).answer_days)

    def sentence(reader: Recipient) -> str:
        page = settings.SITE_URL + reverse("portal:award", args=[application.pk])
        facts = {"until": said(until, call, reader), "page": page}
        return gettext("Please accept or decline the award by %(until)s, on this page: %(page)s") % facts

    return sentence
