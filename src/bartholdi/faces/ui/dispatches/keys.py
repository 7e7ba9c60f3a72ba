"""The key of a mailbox, for who holds it: made, renewed, destroyed and revoked in the browser; and a certificate that is brought as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.ui.dispatches import certified, place
from bartholdi.faces.ui.dispatches.answers import answered, keyed
from bartholdi.faces.ui.dispatches.certified import CertificateForm, StatementForm
from bartholdi.faces.ui.downloads import private
from bartholdi.office.dispatches.models import Certificate, Mailbox
from bartholdi.office.dispatches.permissions import CERTIFICATES
from bartholdi.office.dispatches.services import certificates, log
from bartholdi.office.lib.workflow import Refused


def find(request: HttpRequest, pk: int) -> Mailbox:
    return get_object_or_404(Mailbox.objects.visible_to(request.user).defer("search_text"), pk=pk)


def newest(mailbox: Mailbox) -> Certificate:
    return get_object_or_404(Certificate.objects.newest().select_related("mailbox"), mailbox=mailbox)


def back(request: HttpRequest, mailbox: Mailbox) -> str:
    """The desk has a page of the mailbox; in the portal it stands on the home of dispatches."""
    return reverse("desk:mailbox", args=[mailbox.pk]) if place.face(request) == "desk" else reverse("portal:dispatches")


def framed(request: HttpRequest, mailbox: Mailbox, **context: Any) -> dict[str, Any]:
    return place.framed(request, mailbox=mailbox, back=back(request, mailbox), **context)


@keyed
def ceremony(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = find(request, pk)
    CERTIFICATES.require(request.user, "publish", Certificate(mailbox=mailbox))
    if not mailbox.here or mailbox.closed_on is not None:
        raise Http404
    before = Certificate.objects.newest().filter(mailbox=mailbox).defer("octets").first()
    return render(request, "ui/dispatches/key_ceremony.html", framed(request, mailbox, before=before, head=log.head()))


@keyed
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Renew the sealing key, destroy old secrets, revoke: each in the browser, with the key file."""
    mailbox = find(request, pk)
    certificate = newest(mailbox)
    CERTIFICATES.require(request.user, "destroyed", certificate)
    more = {
        "certificate": certificate,
        "ends": certified.ends(certificate),
        "overlap": certified.OVERLAP.days,
        "head": log.head(),
    }
    return render(request, "ui/dispatches/key.html", framed(request, mailbox, **more))


@require_POST
@answered
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What the ceremony and the page of keys post: a certificate or a revocation, with the key's own statement."""
    mailbox = find(request, pk)
    form = CertificateForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"refused": gettext("Nothing arrived. Try again.")}, status=400)
    octets, statement = form.octets()
    certificates.publish(mailbox, octets, statement=statement, by=place.whoever(request))
    return JsonResponse({"url": back(request, mailbox)})


@require_POST
@answered
def destroyed(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = find(request, pk)
    certificate = newest(mailbox)
    CERTIFICATES.require(request.user, "destroyed", certificate)
    form = StatementForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"refused": gettext("Nothing arrived. Try again.")}, status=400)
    certificates.destroyed(certificate, form.octets(), by=place.whoever(request))
    return JsonResponse({"url": back(request, mailbox)})


def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """A correspondent's certificate, one renewed or revoked elsewhere, or one's own made by the command line."""
    mailbox = find(request, pk)
    CERTIFICATES.require(request.user, "publish", Certificate(mailbox=mailbox))
    form = CertificateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        octets, statement = form.octets()
        try:
            certificates.publish(mailbox, octets, statement=statement, by=place.whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The certificate is in the directory."))
            return redirect(back(request, mailbox))
    return draw(request, mailbox, form, _("Bring a certificate"), kind="certificate", into="certificate")


def draw(request: HttpRequest, mailbox: Mailbox, form: Any, title: Any, **files: str) -> HttpResponse:
    """`files`: what the field `into` takes, of which `kind`, so that it may be read from pictures too."""
    return render(request, "ui/dispatches/key_file.html", framed(request, mailbox, form=form, title=title, files=files))


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("text", "")
    if not certified.PAIR.fullmatch(text):
        raise Http404
    return private(HttpResponse(certified.picture(text), content_type="image/svg+xml"))
