"""Certificates of mailboxes at the desk: endorsed, compared, saved; and the log of all that happened. A holder's own key: `ui/dispatches/keys.py`."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui.dispatches.certified import StatementForm
from bartholdi.faces.ui.dispatches.keys import draw, find, newest
from bartholdi.faces.ui.downloads import private
from bartholdi.office.dispatches.models import Certificate, LogEntry, Mailbox
from bartholdi.office.dispatches.permissions import CERTIFICATES
from bartholdi.office.dispatches.services import certificates, log
from bartholdi.office.lib.workflow import Refused

PAGE = 50


def endorse(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = find(request, pk)
    certificate = newest(mailbox)
    CERTIFICATES.require(request.user, "endorse", certificate)
    form = StatementForm(request.POST or None, request.FILES or None)
    if form.is_valid() and kept(form, lambda: certificates.endorse(certificate, form.octets(), by=whoever(request))):
        messages.success(request, gettext("The endorsement is in the log; the certificate may be sealed to."))
        return redirect("desk:mailbox", pk)
    return draw(request, mailbox, form, _("Bring an endorsement"), kind="slip", into="statement")


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Words of this certificate and of one of ours; of our own, beside itself, as on its printed sheet."""
    certificate = newest(find(request, pk))
    CERTIFICATES.require(request.user, "verify", certificate)
    ours = _ours(request, certificate)
    beside = next((each for each in ours if str(each.pk) == request.GET.get("beside", "")), ours[0] if ours else None)
    if request.method == "POST":
        chosen = next((each for each in ours if str(each.pk) == request.POST.get("beside", "")), None)
        return _verified(request, certificate, chosen)
    return render(request, "desk/mailbox_compare.html", {"certificate": certificate, "beside": beside, "ours": ours})


def _ours(request: HttpRequest, certificate: Certificate) -> list[Certificate]:
    """What its words may be compared with: the mailboxes that this person holds; for who keeps them, all of ours."""
    rows = Certificate.objects.newest().exclude(state="revoked").filter(mailbox__here=True, mailbox__closed_on=None)
    held = rows.filter(mailbox__in=Mailbox.objects.held_by(request.user).order_by().values("pk"))
    found = list((held if held.exists() else rows).select_related("mailbox").defer("octets").order_by("mailbox__post"))
    return sorted(found, key=lambda each: each.pk == certificate.pk)


def _verified(request: HttpRequest, certificate: Certificate, beside: Certificate | None) -> HttpResponse:
    if beside is None or request.POST.get("digest") != certificate.digest:
        raise Refused(
            gettext("Nothing was changed: the certificate is another one than that whose words you saw. Compare again.")
        )
    other = beside if beside.pk != certificate.pk else None
    certificates.verify(certificate, beside=other, by=whoever(request))
    messages.success(request, gettext("The certificate is verified: dispatches may be sealed to it."))
    return redirect("desk:mailbox", certificate.mailbox_id)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = newest(find(request, pk))
    answer = HttpResponse(bytes(certificate.octets), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{certificate.mailbox.post}.cert"'
    return private(answer)


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The log of certificates; the walk over the whole chain on request only, since it reads all of it."""
    page = Paginator(LogEntry.objects.select_related("mailbox"), PAGE).get_page(request.GET.get("page"))
    checked = "check" in request.GET
    context = {"page": page, "head": log.head(), "checked": checked, "fault": log.check() if checked else None}
    return render(request, "desk/mailbox_log.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """One event a line, as it was hashed, so that a stranger can check the chain."""
    rows = LogEntry.objects.order_by("number").select_related("mailbox").iterator()
    answer = StreamingHttpResponse(log.lines(rows), content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="certificates.jsonl"'
    return private(answer)
