"""Nothing typed is ever lost: what a refused POST carried waits in the session, and comes back into the form.

    def view(request):                       # whoever refuses:        rescue.keep(request)
        form = LetterForm(request.POST or None)
        rescue.kept(request, form)           # whoever draws the form again
"""

import re
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, PasswordInput
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

KEY = "rescued"
LIMIT = 200_000  # characters of one form
FORMS = 3  # the latest ones; a session is no store
NEVER = re.compile(r"csrf|password|passwd|secret|token|\bcode\b|otp|recovery", re.IGNORECASE)


def keep(request: HttpRequest, *, at: str = "") -> bool:
    """Keeps the fields of this POST for the form that is shown at the same address, or `at` another one."""
    fields = {name: values for name, values in request.POST.lists() if not NEVER.search(name)}
    if not fields or sum(len(value) for values in fields.values() for value in values) > LIMIT:
        return False
    kept_forms: dict[str, Any] = request.session.get(KEY, {})
    kept_forms.pop(place(at or request.path), None)
    request.session[KEY] = {**dict(list(kept_forms.items())[1 - FORMS :]), place(at or request.path): fields}
    return True


def kept(request: HttpRequest, form: BaseForm) -> bool:
    """Fills an unbound form with what was kept for this address, once, and says so."""
    kept_forms: dict[str, Any] = request.session.get(KEY, {})
    if form.is_bound or place(request.path) not in kept_forms:
        return False
    fields = kept_forms.pop(place(request.path))
    request.session[KEY] = kept_forms
    if not fill(form, fields):
        return False
    messages.info(request, gettext("What you typed before is back in the form. It has not been sent yet."))
    return True


def fill(form: BaseForm, fields: dict[str, list[str]]) -> bool:
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, values)
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
