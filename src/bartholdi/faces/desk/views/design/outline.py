"""The outline of a draft, and the acts that need no form: move, copy, remove, take back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.cores.formspec.edit import (
    EditError,
    copy_field,
    copy_page,
    move_field,
    remove_field,
    remove_page,
    shift_field,
    shift_page,
)
from bartholdi.cores.formspec.edit.draft import title
from bartholdi.faces.desk import designing, faults
from bartholdi.faces.desk.forms.design.place import MoveForm
from bartholdi.faces.desk.views.design.bench import Bench, at_the_bench, seen
from bartholdi.faces.desk.views.questionnaires import find, state_in_words, tone, whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires import queries, services
from bartholdi.office.questionnaires.permissions import POLICY

ACTS: dict[str, tuple[Any, dict[str, int], str | Promise]] = {
    "up": (shift_field, {"step": -1}, _("“%(title)s” was moved up.")),
    "down": (shift_field, {"step": 1}, _("“%(title)s” was moved down.")),
    "copy": (copy_field, {}, _("“%(title)s” was copied. The copy stands behind it.")),
    "remove": (remove_field, {}, _("“%(title)s” was removed. You can take this back.")),
    "page-up": (shift_page, {"step": -1}, _("The page “%(title)s” was moved up.")),
    "page-down": (shift_page, {"step": 1}, _("The page “%(title)s” was moved down.")),
    "page-copy": (copy_page, {}, _("The page “%(title)s” was copied. The copy stands behind it.")),
    "page-remove": (remove_page, {}, _("The page “%(title)s” and its questions were removed. You can take this back.")),
}


def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    POLICY.require(request.user, "change_draft", found)
    context: dict[str, Any] = {"questionnaire": found, "state": state_in_words(found), "tone": tone(found)}
    context["before"] = queries.before(found)
    try:
        laid = Bench.of(found).laid
    except EditError:
        return render(request, "desk/design/closed.html", {**context, "faults": faults.read(found.draft)[1]})
    return render(
        request, "desk/design/outline.html", {**context, "pages": designing.sheaves(laid), "wrong": designing.whole(laid)}
    )


@require_POST
@at_the_bench
def do(request: HttpRequest, bench: Bench, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    change, facts, sentence = ACTS[act]
    key, kind = request.POST.get("key", ""), "page" if act.startswith("page-") else "question"
    thing = bench.page(key) if kind == "page" else bench.plain(key)
    services.change_draft(bench.questionnaire, change, version=seen(request), by=whoever(request), key=key, **facts)
    messages.success(request, sentence % {"title": title(thing)[language()]})
    return redirect(bench.back("" if act.endswith("remove") else key, kind))


@at_the_bench
def move(request: HttpRequest, bench: Bench, key: str) -> HttpResponse:
    bench.question(key)
    form = MoveForm(request.POST or None, laid=bench.laid, key=key)
    rescue.kept(request, form)
    if form.is_valid():
        services.change_draft(
            bench.questionnaire, move_field, version=seen(request), by=whoever(request), key=key, **form.cleaned_data["place"]
        )
        messages.success(request, gettext("“%(title)s” was moved.") % {"title": form.title})
        return redirect(bench.back(key))
    context = {"questionnaire": bench.questionnaire, "form": form, "back": bench.back(key)}
    return render(request, "desk/design/move.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Also of a draft that cannot be opened: what led there is taken back."""
    found = find(request, pk)
    to = request.POST.get("to", "")
    number = int(to) if to.isascii() and to.isdigit() and len(to) < 10 else 0
    services.restore_draft(found, to=number, version=seen(request), by=whoever(request))
    messages.success(request, gettext("The last change was taken back."))
    return redirect("desk:questionnaire-design", pk)
