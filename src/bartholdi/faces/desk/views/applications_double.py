"""Probable duplicates among the applications to a call: two beside each other, with what they share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.eligibility import LIKELY, POSSIBLE, STRONG
from bartholdi.faces.desk.views.applications import find_call, tone
from bartholdi.office.applications.doubles import Double, doubles

STRENGTHS = {
    STRONG: (_("Very probably the same"), "bad"),
    LIKELY: (_("Probably the same"), "attention"),
    POSSIBLE: (_("Perhaps the same"), "neutral"),
}
SIGNS = {
    "person": _("the same account"),
    "email": _("the same e-mail address"),
    "orcid": _("the same ORCID identifier"),
    "name": _("the same name at the same institution"),
    "title": _("the same title"),
}


def show(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    found = doubles(call, request.user)
    rows = [row(each) for each in found.pairs]
    return render(request, "desk/call_doubles.html", {"call": call, "rows": rows, "found": found})


def row(double: Double) -> dict[str, Any]:
    word, strength_tone = STRENGTHS[double.strength]
    pair = [{"application": each, "tone": tone(each), "leads": each.leads} for each in (double.first, double.second)]  # type: ignore[attr-defined]
    return {"word": word, "tone": strength_tone, "evidence": evidence(double), "pair": pair}


def evidence(double: Double) -> list[str]:
    said = [str(SIGNS[sign]) for sign in double.evidence if sign in SIGNS]
    if "abstract" in double.evidence:
        said.append(gettext("%(share)s of the abstract shared") % {"share": per_cent(double.alike)})
    return said


def per_cent(share: int) -> str:
    """60% in English, 60 % in French."""
    return gettext("%(n)s%%") % {"n": share}
