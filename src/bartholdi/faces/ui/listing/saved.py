"""Views of a list that a person keeps: saved under a name, shared with all staff, opened with the list, deleted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.translation import gettext

from bartholdi.faces.ui.listing.asked import LONGEST
from bartholdi.faces.ui.listing.declared import Listing
from bartholdi.faces.ui.models import SavedView
from bartholdi.office.lib.workflow import Refused

MOST = 50  # views of one list per person


class ViewForm(forms.Form):
    name = forms.CharField(max_length=80)
    query = forms.CharField(max_length=LONGEST, required=False)
    shared = forms.BooleanField(required=False)
    opens = forms.BooleanField(required=False)


def answer(request: HttpRequest, listing: Listing) -> HttpResponse:
    """A POST to a list's own address changes its saved views and nothing else."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return HttpResponseBadRequest()
    query = act(request, listing)
    return HttpResponseRedirect(f"{request.path}?{query}")


def save(request: HttpRequest, listing: Listing) -> str:
    form = ViewForm(request.POST)
    if not form.is_valid():
        raise Refused(gettext("The view was not saved: give it a name of at most 80 characters."))
    given = {**form.cleaned_data, "shared": form.cleaned_data["shared"] and request.user.is_staff}
    view = keep(listing.name, request.user, **given)
    messages.success(request, gettext("The view “%(name)s” is saved.") % {"name": view.name})
    return view.address


@transaction.atomic
def keep(listing: str, owner: Any, *, name: str, query: str, shared: bool, opens: bool) -> SavedView:
    """The same name again replaces the view."""
    own = SavedView.objects.own(owner).on(listing)
    if own.exclude(name=name).count() >= MOST:
        raise Refused(
            gettext("The view was not saved: you have %(count)s views of this list. Delete one first.") % {"count": MOST}
        )
    if opens:
        own.update(opens=False)
    defaults = {"query": query, "shared": shared, "opens": opens}
    return SavedView.objects.update_or_create(owner=owner, listing=listing, name=name, defaults=defaults)[0]


def opens(request: HttpRequest, listing: Listing) -> str:
    """One view opens with the list, or none: asked again, it stops."""
    view = _own(request, listing)
    with transaction.atomic():
        SavedView.objects.own(request.user).on(listing.name).update(opens=False)
        SavedView.objects.filter(pk=view.pk).update(opens=not view.opens)
    return view.address


def delete(request: HttpRequest, listing: Listing) -> str:
    view = _own(request, listing)
    view.delete()
    messages.success(request, gettext("The view “%(name)s” is deleted.") % {"name": view.name})
    return "view=0"


def _own(request: HttpRequest, listing: Listing) -> SavedView:
    pk = request.POST.get("view", "")
    view = SavedView.objects.own(request.user).on(listing.name).filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if view is None:
        raise Http404
    return view


ACTS = {"save-view": save, "open-view": opens, "delete-view": delete}
