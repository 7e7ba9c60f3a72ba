"""Nothing typed is ever lost: what a refused POST carried waits in the session, and comes back into the form.

def view(request):                       # whoever refuses:        rescue.keep(request)
    form = LetterForm(request.POST or None)
    rescue.kept(request, form)           # whoever draws the form again
"""

import re
import time
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, PasswordInput
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

KEY = "rescued"
LIMIT = 200_000  # characters of one form
MINUTES = 60  # after that, whoever signs in on this device may be somebody else
FORMS = 3  # the latest ones; a session is no store
NEVER = re.compile(r"csrf|password|passwd|secret|token|\bcode\b|otp|recovery", re.IGNORECASE)


def keep(request: HttpRequest, *, at: str = "") -> bool:
    """Keeps the fields of this POST for the form that is shown at the same address, or `at` another one."""
    fields = {name: values for name, values in request.POST.lists() if not NEVER.search(name)}
    if not fields or sum(len(value) for values in fields.values() for value in values) > LIMIT:
        return False
    waiting: dict[str, Any] = request.session.get(KEY, {})
    waiting.pop(place(at or request.path), None)
    form = {"by": owner(request), "at": time.time(), "fields": fields}
    request.session[KEY] = {**dict(list(waiting.items())[1 - FORMS :]), place(at or request.path): form}
    return True


def kept(request: HttpRequest, form: BaseForm) -> bool:
    """Fills an unbound form with what was kept for this address, once, and says so."""
    if form.is_bound or (found := taken(request)) is None or not fill(form, found):
        return False
    _say(request)
    return True


def typed(request: HttpRequest) -> QueryDict | None:
    """What was kept for this address, once, and says so: for a page of several forms."""
    if (found := taken(request)) is not None:
        _say(request)
    return found


def taken(request: HttpRequest) -> QueryDict | None:
    """The same for what is no Django form: the fields as they were sent, once."""
    waiting: dict[str, Any] = request.session.get(KEY, {})
    found = waiting.pop(place(request.path), None)
    if found is None:
        return None
    request.session[KEY] = waiting
    return posted(found["fields"]) if is_theirs(request, found) else None


def posted(fields: dict[str, list[str]]) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, values)
    return typed


def _say(request: HttpRequest) -> None:
    messages.info(request, gettext("What you typed before is back in the form. It has not been sent yet."))


def owner(request: HttpRequest) -> str:
    """The account that typed it; "" when the session had ended already."""
    return str(request.user.pk or "")


def is_theirs(request: HttpRequest, found: dict[str, Any]) -> bool:
    return found["by"] in {"", owner(request)} and time.time() - found["at"] < MINUTES * 60


def fill(form: BaseForm, typed: QueryDict) -> bool:
    filled = False
    for name, field in form.fields.items():
        widget, key = field.widget, form.add_prefix(name)
        if isinstance(widget, PasswordInput) or widget.needs_multipart_form or widget.value_omitted_from_data(typed, {}, key):
            continue
        form.initial[name] = widget.value_from_datadict(typed, {}, key)
        filled = True
    return filled


def place(path: str) -> str:
    """The same page in the other language is the same form."""
    return re.sub(r"^/(en|fr)/", "/", path)
