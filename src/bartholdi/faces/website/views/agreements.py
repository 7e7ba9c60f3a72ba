"""The public page of an agreement: what is public of it, and nothing else; its public documents."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from wagtail import views as wagtail
from wagtail.models import Locale

from bartholdi.faces.ui.agreements import TONES, dates, events, picture
from bartholdi.faces.ui.countries import country_name
from bartholdi.faces.ui.downloads import send
from bartholdi.faces.website.models.agreements import AgreementIndexPage
from bartholdi.office.agreements import queries, words
from bartholdi.office.agreements.models import Agreement, AgreementDocument
from bartholdi.office.lib.bilingual import language


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where no agreement has this name, a page of the tree may have it."""
    agreement = queries.for_the_public(Agreement.objects.public()).filter(slug=slug).first()
    if agreement is None:
        answer: HttpResponseBase = wagtail.serve(request, f"agreements/{slug}/")
        return answer
    return render(request, "website/agreement.html", about(agreement, request))


def about(agreement: Agreement, request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    standing = agreement.standing_on(today)
    return {
        "agreement": agreement,
        "standing": words.STANDINGS[standing],
        "tone": TONES[standing],
        "said": words.in_a_sentence(agreement, today),
        "in_languages": words.languages(agreement),
        "index": AgreementIndexPage.objects.live().filter(locale__in=Locale.objects.filter(language_code=language())).first(),
        "titles": [(country_name(side.country), side) for side in agreement.sides.all()],
        "parties": [(party, words.joined(party)) for party in agreement.parties.all()],
        "dates": dates(agreement),
        "former": [(each, words.dated(each.until, month_only=each.month_only)) for each in agreement.former_names.all()],
        "counts": [(each, count) for each in agreement.indicators.all() for count in each.counts.all()],
        "picture": picture(agreement, today, reserved=False),
        "events": events(agreement, request),
    }


@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    return send(get_object_or_404(AgreementDocument.objects.public(), agreement__slug=slug, pk=pk))


def address(agreement: Agreement, request: HttpRequest, code: str) -> str:
    """Where the agreement stands, for other sites."""
    with translation.override(code):
        return request.build_absolute_uri(reverse("agreement", args=[agreement.slug]))
