"""The page that a role of a rehearsal would get: another request, made of nothing that is the officer's own, answered as that role.

Each address of a look is the page's own with a prefix before it, which Django writes before every link of the page: so its links stay
in the look. What a look may open is the table below; where the page is of something, that thing must be the rehearsal's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.response import SimpleTemplateResponse
from django.urls import ResolverMatch, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils.translation import get_language_from_path, gettext, override
from django_htmx.middleware import HtmxDetails

from bartholdi.faces.ui import scheme
from bartholdi.office.applications.looking import LEAD, NOMINATOR, OFFICER, REVIEWER, VISITOR, WRITER, Look, Role, token_of
from bartholdi.office.applications.models import Application, Letter
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call

Check = Callable[[Look, Mapping[str, Any]], bool]


class NotHere(Exception):
    """This look has no such page; str(error) says so in words."""


def of_the_call(look: Look, given: Mapping[str, Any]) -> bool:
    return bool(given["slug"] == look.call.slug)


def call_itself(look: Look, given: Mapping[str, Any]) -> bool:
    return bool(given["pk"] == look.call.pk)


def own(look: Look, given: Mapping[str, Any]) -> bool:
    return look.application is not None and given["pk"] == look.application.pk


def by_its_link(look: Look, given: Mapping[str, Any]) -> bool:
    return bool(look.token) and given["token"] == look.token


def an_application(look: Look, given: Mapping[str, Any]) -> bool:
    return Application.objects.filter(call=look.call, pk=given["pk"]).exists()


def a_letter(look: Look, given: Mapping[str, Any]) -> bool:
    return Letter.objects.filter(application__call=look.call, pk=given["pk"]).exists()


def anywhere(_look: Look, _given: Mapping[str, Any]) -> bool:
    return True


PUBLIC: dict[str, Check] = {"call": of_the_call, "apply": of_the_call, "apply-check": of_the_call}
PAGES: dict[str, dict[str, Check]] = {
    VISITOR: PUBLIC,
    LEAD: {
        **PUBLIC,
        "portal:home": anywhere,
        "portal:documents": anywhere,
        **dict.fromkeys(
            [
                *("portal:application", "portal:application_page", "portal:application_check", "portal:submission"),
                *("portal:application_withdraw", "portal:application_versions", "portal:application_reuse"),
                *("portal:application_leads", "portal:letters", "portal:letter-add", "portal:letter-correct"),
            ],
            own,
        ),
    },
    WRITER: {
        **PUBLIC,
        **dict.fromkeys(("letters:open", "letters:letter", "letters:preview", "letters:hand-over"), by_its_link),
    },
    REVIEWER: PUBLIC,  # their pages are of an assignment, and a rehearsal has none: the desk draws what they read
    NOMINATOR: {**PUBLIC, "nominations": by_its_link, "nomination-withdraw": by_its_link},
    OFFICER: {
        **PUBLIC,
        "desk:call": call_itself,
        **dict.fromkeys(("desk:call-applications", "desk:call-figures", "desk:call-duplicates"), of_the_call),
        **dict.fromkeys(("desk:call-extensions", "desk:call-nominations"), of_the_call),
        "desk:applications": anywhere,  # narrowed to the rehearsal by `asked`
        **dict.fromkeys(("desk:application", "desk:application-submission", "desk:application-compare"), an_application),
        "desk:asked-letter": a_letter,
    },
}
FILES = frozenset(
    {
        *("call-paper", "call-deadlines", "portal:submission_paper", "portal:application_file", "portal:document"),
        *("letters:file", "letters:template", "desk:call-export", "desk:application-file", "desk:asked-letter-file"),
    }
)
TRIED = frozenset({"apply-check"})  # it keeps nothing wherever it is asked: here too one may send it
# What a request says of the connection; never a cookie, a session or an account.
PASSED = (
    "SERVER_NAME",
    "SERVER_PORT",
    "HTTP_HOST",
    "HTTP_USER_AGENT",
    "REMOTE_ADDR",
    "HTTP_HX_REQUEST",
    "HTTP_HX_TARGET",
    "CSRF_COOKIE",
)


@contextmanager
def mounted(prefix: str) -> Iterator[None]:
    """Every address that is written meanwhile begins with this."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def entry(rehearsal: Call, role: Role, at: datetime) -> str:
    """Where this role begins at this moment; to be asked inside `mounted`."""
    if role.kind == OFFICER:
        return reverse("desk:call", args=[rehearsal.pk])
    begun = Application.objects.filter(call=rehearsal, parties=role.pk, started_at__lte=at).first() if role.kind == LEAD else None
    if begun is not None:
        return reverse("portal:application", args=[begun.pk])
    if role.kind == WRITER and not Letter.objects.filter(pk=role.pk, application__call=rehearsal, asked_at__lte=at).exists():
        raise NotHere(gettext("At this moment nobody has asked this person for a letter yet: they have no page."))
    if role.kind in {WRITER, NOMINATOR}:
        return reverse("letters:open" if role.kind == WRITER else "nominations", args=[token_of(role)])
    return reverse("apply" if role.kind == LEAD else "call", args=[rehearsal.slug])


def known(kind: str, page: str, method: str) -> ResolverMatch:
    """What the address means, where the table has it for this role: asked before anything else is done."""
    with override(get_language_from_path(page)):
        try:
            match = resolve(page)
        except Http404:
            match = None
    name = match.view_name if match else ""
    if method not in {"GET", "HEAD"} and name not in TRIED:
        raise NotHere(gettext("This is a rehearsal: nothing was sent, and nothing is kept of what you typed."))
    if name in FILES:
        raise NotHere(gettext("Here one would get a file. A rehearsal shows pages only."))
    if match is None or name not in PAGES[kind]:
        raise NotHere(gettext("This page is no part of the rehearsal: it opens outside of it only."))
    return match


def drawn(request: HttpRequest, look: Look, match: ResolverMatch, page: str, *, said: Any) -> HttpResponse:
    """`page` is the path that the role would have in its browser, `match` what is `known` of it. Inside `mounted`."""
    if not PAGES[look.role.kind][match.view_name](look, match.kwargs):
        raise NotHere(gettext("This page is no part of the rehearsal: it opens outside of it only."))
    with override(get_language_from_path(page)):
        made = asked(request, look, match, page)
        made.rehearsal = said  # type: ignore[attr-defined]
        try:
            answer = match.func(made, *match.args, **match.kwargs)
        except (Http404, PermissionDenied):
            raise NotHere(gettext("At this moment this role finds no such page.")) from None
        except Refused as refused:
            raise NotHere(str(refused)) from None
        return kept_in(answer)


def asked(request: HttpRequest, look: Look, match: ResolverMatch, page: str) -> HttpRequest:
    """As this role's own browser would ask, with a session that ends with the answer."""
    made = HttpRequest()
    get_token(request)  # the one form that may be sent passes the officer's own check
    made.method, made.path_info, made.path = request.method, page, f"{get_script_prefix()}{page[1:]}"
    made.META = {name: request.META[name] for name in PASSED if name in request.META}
    made.META |= {
        "PATH_INFO": page,
        "SCRIPT_NAME": get_script_prefix().rstrip("/"),
        "QUERY_STRING": request.META.get("QUERY_STRING", ""),
    }
    made.GET = narrowed(look, request.GET) if match.view_name == "desk:applications" else request.GET  # type: ignore[assignment]
    made.POST = request.POST if match.view_name in TRIED else QueryDict()
    made.COOKIES = {scheme.COOKIE: scheme.chosen(request)}
    made.user = look.user or AnonymousUser()
    made.session, made.resolver_match = SessionStore(), match
    made._messages = CookieStorage(made)  # type: ignore[attr-defined]
    made.htmx, made.csp_nonce = HtmxDetails(made), getattr(request, "csp_nonce", "")  # type: ignore[attr-defined]
    return made


def narrowed(look: Look, sent: QueryDict) -> QueryDict:
    """The list of applications shows the rehearsal's and no other; no file of it is made, and no view of the officer's is read."""
    found = sent.copy()
    for name in ("export", "view"):
        found.pop(name, None)
    found["call"] = str(look.call.pk)
    return found


def kept_in(answer: HttpResponse) -> HttpResponse:
    """Pages only, whole before the look ends; neither a cookie nor a copy of them stays in the browser."""
    if isinstance(answer, SimpleTemplateResponse):
        answer.render()
    if answer.status_code in {301, 302} and not answer.headers["Location"].startswith(get_script_prefix()):
        raise NotHere(gettext("From here one would leave the rehearsal, so it ends on this page."))
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        raise NotHere(gettext("Here one would get a file. A rehearsal shows pages only."))
    answer.cookies.clear()
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
