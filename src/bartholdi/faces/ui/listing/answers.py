"""The one answer of a list's address: the page, the part that htmx swaps, a file, or a change of one's saved views."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from bartholdi.faces.ui.listing import exports, saved
from bartholdi.faces.ui.listing.asked import Asked, ask
from bartholdi.faces.ui.listing.declared import Listing
from bartholdi.faces.ui.listing.pages import page
from bartholdi.faces.ui.listing.shown import DENSITIES, Shown
from bartholdi.faces.ui.models import SavedView

PART = "ui/parts/listing_results.html"


def respond(request: HttpRequest, listing: Listing, template: str, context: dict[str, Any] | None = None) -> HttpResponseBase:
    """`template` extends the page of its face and includes `ui/listing.html`, as `desk/list.html` does."""
    if request.method == "POST":
        return saved.answer(request, listing)
    views = list(SavedView.objects.visible_to(request.user).on(listing.name))
    if opening := _opening(request, views):
        return HttpResponseRedirect(f"?{opening.address}")
    asked = ask(listing, request)
    if (form := asked.given.get("export", "")) in exports.FORMS:
        return _file(asked, form)
    return _page(request, asked, views, template, context or {})


def _opening(request: HttpRequest, views: list[SavedView]) -> SavedView | None:
    """A list asked for with nothing said opens on the view its reader chose."""
    if request.META.get("QUERY_STRING"):
        return None
    return next((view for view in views if view.opens and view.owner_id == request.user.pk), None)


def _file(asked: Asked, form: str) -> HttpResponseBase:
    if not asked.listing.may_export(asked.user):
        raise PermissionDenied
    return exports.answer(asked, form)


def _page(request: HttpRequest, asked: Asked, views: list[SavedView], template: str, context: dict[str, Any]) -> HttpResponseBase:
    chosen = asked.given.get("density", "")
    density = next((d for d in (chosen, request.COOKIES.get("density", "")) if d in DENSITIES), DENSITIES[0])
    shown = Shown(asked, page(asked), views, density)
    only_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, PART if only_part else template, {**context, "listing": shown, "only_part": only_part})
    if only_part:  # the address as it was understood, without the fields left empty
        response["HX-Push-Url"] = f"{request.path}{shown.address}"
    if chosen in DENSITIES:
        response.set_cookie("density", chosen, max_age=365 * 24 * 3600, httponly=True, samesite="Lax", secure=request.is_secure())
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response
