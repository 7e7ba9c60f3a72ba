"""The look-up of organisations as one types: a list for htmx, JSON for programs, a whole page for everybody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from bartholdi.faces.ui.countries import country_name
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.directory import queries
from bartholdi.office.directory.models import Organisation

JSON = "application/json"


@signed_in
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    found = [shown(each) for each in queries.look_up(typed)]
    if request.get_preferred_type(["text/html", JSON]) == JSON:
        response: HttpResponse = JsonResponse({"organisations": found})
    else:
        only_part = request.htmx  # type: ignore[attr-defined]
        template = "ui/parts/organisations_found.html" if only_part else "ui/look_up.html"
        response = render(request, template, {"found": found, "typed": typed.strip()[: queries.TYPED]})
    patch_vary_headers(response, ["Accept", "HX-Request", "Cookie"])
    return response


def shown(organisation: Organisation) -> dict[str, Any]:
    """The name in the reader's language, and what tells two of the same name apart."""
    return {
        "id": organisation.pk,
        "ror": organisation.ror,
        "name": organisation.name,
        "acronym": organisation.acronym,
        "place": ", ".join(part for part in (organisation.city, country_name(organisation.country)) if part),
        "country": organisation.country,
    }
