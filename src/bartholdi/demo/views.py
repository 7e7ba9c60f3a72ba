"""Signing in as one of the demonstration's people, without a code: these addresses do not exist elsewhere."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bartholdi.demo import dispatches
from bartholdi.demo.people import PEOPLE
from bartholdi.office.accounts.models import User
from bartholdi.office.lib.bilingual import language


def people(request: HttpRequest) -> HttpResponse:
    there = set(
        User.objects.filter(is_active=True, email__in=[person.email for person in PEOPLE]).values_list("email", flat=True)
    )
    shown: list[dict[str, Any]] = [
        {
            "person": person,
            "role": getattr(person, f"role_{language()}"),
            "blurb": getattr(person, f"blurb_{language()}"),
            "there": person.email in there,
            "current": request.user.is_authenticated and request.user.email == person.email,
        }
        for person in PEOPLE
    ]
    return render(request, "demo/people.html", {"shown": shown, "lent": dispatches.LENT, "passphrase": dispatches.PASSPHRASE})


@require_safe
def key(request: HttpRequest, post: str) -> HttpResponse:
    """A locked key, which the demonstration lends to everybody."""
    if post not in dispatches.LENT:
        raise Http404
    name = f"{post.lower()}.key"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse((dispatches.FOLDER / name).read_bytes(), content_type="application/octet-stream", headers=headers)


@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Through allauth's own door, so that sessions and the journal know of it; the second step is left out."""
    person = next((person for person in PEOPLE if person.key == key), None)
    user = User.objects.filter(is_active=True, email=person.email).first() if person else None
    if user is None:
        raise Http404
    adapter = get_adapter()
    adapter.login(request, user)
    kwargs = {"email_verification": "none", "signal_kwargs": None, "email": user.email, "signup": False, "redirect_url": None}
    adapter.post_login(request, user, **kwargs)
    return redirect(adapter.get_login_redirect_url(request))
