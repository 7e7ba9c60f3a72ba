"""The people who have an account: who they are, what they may do, and what was done."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Listing, YesNo, respond
from bartholdi.office.accounts import queries, roles, services
from bartholdi.office.accounts.models import User
from bartholdi.office.accounts.permissions import POLICY
from bartholdi.office.journal.models import Entry

STATES = {
    "open": pgettext_lazy("account", "Open"),
    "closed": pgettext_lazy("account", "Closed"),
    "merged": _("Merged into another"),
}
TONES = {"open": "good", "closed": "neutral", "merged": "neutral"}
IN_STATE = {
    "open": Q(is_active=True),
    "closed": Q(is_active=False) & ~Q(email__endswith=f"@{User.MERGED}"),
    "merged": Q(email__endswith=f"@{User.MERGED}"),
}


def state(user: User) -> str:
    return "merged" if user.is_merged else "open" if user.is_active else "closed"


def roles_of(user: User) -> str:
    """From the groups that the list has fetched for all rows at once."""
    held = {group.name for group in user.groups.all()}
    return ", ".join(str(label) for role, label in roles.LABELS.items() if role in held)


def for_the_list(users: QuerySet[Any]) -> QuerySet[Any]:
    return queries.with_second_factor(users).prefetch_related("groups").defer("search_text", "password")


PEOPLE = Listing(
    name="people",
    title=_("People"),
    model=User,
    columns=[
        Column("name", _("Name"), str, sort="name"),
        Column("email", _("E-mail address"), sort="email"),
        Column("roles", _("Roles"), roles_of),
        Column("state", _("Account"), lambda user: STATES[state(user)], kind="tag", tone=lambda user: TONES[state(user)]),
        Column("second_factor", _("Second step"), kind="yes_no", sort="second_factor"),
        Column("last_login", _("Last sign-in"), kind="instant", sort="last_login"),
        Column("date_joined", _("Account made"), kind="instant", sort="date_joined", shown=False),
        Column("language", _("Language of letters"), lambda user: user.get_language_display(), shown=False),
    ],
    filters=[
        Choices(
            "role",
            _("Role"),
            options=list(roles.LABELS.items()),
            where=lambda role: Q(pk__in=User.objects.filter(groups__name=role)),
        ),
        Choice("state", _("Account"), options=list(STATES.items()), where=IN_STATE.__getitem__),
        YesNo("second", _("Second step"), where=Q(second_factor=True)),
        Dates("joined", _("Account made"), lookup="date_joined"),
        Dates("seen", _("Last sign-in"), lookup="last_login"),
    ],
    search=_("Search a name or an address"),
    narrowed=for_the_list,
    sort="name",
    link=lambda user: reverse("desk:person", args=[user.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("Nobody has an account yet"), _("People make their account themselves, by signing in with their address.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, PEOPLE, "desk/list.html")


def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(for_the_list(User.objects.visible_to(request.user)), pk=pk)
    held = [(role, label, roles.PURPOSES[role]) for role, label in roles.LABELS.items() if role in found.roles]
    context = {
        "person": found,
        "can": POLICY.actions(request.user, found),
        "state": STATES[state(found)],
        "tone": TONES[state(found)],
        "held": held,
        "free": [(role, label) for role, label in roles.LABELS.items() if role not in found.roles],
        "addresses": queries.addresses(found),
        # When somebody signs in is for those who read the journal, not for every colleague.
        "history": Entry.objects.visible_to(request.user).about(found.journal_key).defer("search_text")[:20],
    }
    return render(request, "desk/person.html", context)


@require_POST
def do(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """The administrator's acts on an account; the services say who may and when."""
    if act not in ACTS:
        raise Http404
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    ACTS[act](found, request.POST, by=request.user)
    messages.success(request, DONE[act] % {"name": found})
    return redirect("desk:person", pk)


ACTS = {
    "give-role": lambda user, given, by: services.give_role(user, given.get("role", ""), by=by),
    "take-role": lambda user, given, by: services.take_role(user, given.get("role", ""), by=by),
    "forget-second-step": lambda user, given, by: services.forget_second_step(user, by=by),
    "close": lambda user, given, by: services.deactivate(user, by=by),
    "open": lambda user, given, by: services.reactivate(user, by=by),
}
DONE = {
    "give-role": _("%(name)s has one more role, and was told so by a letter."),
    "take-role": _("%(name)s has one role less, and was told so by a letter."),
    "forget-second-step": _("The second step of %(name)s is removed, and the sessions are ended."),
    "close": _("The account of %(name)s is closed, and its sessions are ended."),
    "open": _("The account of %(name)s is open again."),
}
