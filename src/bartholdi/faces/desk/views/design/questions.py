"""One question of a draft: its kind chosen, its sheet filled in, for a new one and for one that stands there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from bartholdi.cores.formspec.edit import add_field, change_field
from bartholdi.cores.formspec.edit.draft import title
from bartholdi.faces.desk import designing, kinds
from bartholdi.faces.desk.forms.design.sheet import QuestionSheet
from bartholdi.faces.desk.views.design.bench import Bench, at_the_bench
from bartholdi.faces.desk.views.design.sending import Sent, saved
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires import queries


@at_the_bench
def choose(request: HttpRequest, bench: Bench, page: str) -> HttpResponse:
    after = request.GET.get("after", "")
    section = bench.page(page)
    context = {"questionnaire": bench.questionnaire, "page": section["key"], "page_title": title(section)[language()]}
    if after:
        found, index = bench.question(after)
        context["after_title"] = title(found["fields"][index])[language()]
    context |= {"groups": kinds.GROUPS, "after": after, "back": bench.back(after or page, "question" if after else "page")}
    return render(request, "desk/design/kinds.html", context)


@at_the_bench
def add(request: HttpRequest, bench: Bench, page: str, kind: str) -> HttpResponse:
    if kind not in kinds.KINDS:
        raise Http404
    after = request.GET.get("after", "")
    if after:
        bench.question(after)
    sent = Sent.by(request)
    earlier = designing.earlier(bench.laid, page, bench.count(page, after))
    sheet = QuestionSheet({}, kind=sent.kind or kind, earlier=earlier, taken=bench.keys, data=sent.data, redrawn=sent.redrawn)
    if sent.complete and sheet.is_valid():
        field = sheet.field()
        if saved(request, bench, sheet, add_field, field=field, section=page, after=after or None):
            messages.success(request, gettext("The question “%(title)s” was added.") % {"title": title(field)[language()]})
            return redirect(bench.back(field["key"]))
    return drawn(request, bench, sheet, back=bench.back(after or page, "question" if after else "page"))


@at_the_bench
def edit(request: HttpRequest, bench: Bench, key: str) -> HttpResponse:
    section, index = bench.question(key)
    plain = section["fields"][index]
    sent = Sent.by(request)
    taken = [each for each in bench.keys if each != key]
    sheet = QuestionSheet(
        plain,
        kind=sent.kind or (plain.get("kind") if plain.get("kind") in kinds.KINDS else "text"),
        earlier=designing.earlier(bench.laid, section["key"], index),
        taken=taken,
        fixed=key in queries.fixed_keys(bench.questionnaire),
        data=sent.data,
        redrawn=sent.redrawn,
    )
    if sent.complete and sheet.is_valid():
        field = sheet.field()
        if saved(request, bench, sheet, change_field, key=key, field=field):
            messages.success(request, gettext("The question “%(title)s” was saved.") % {"title": title(field)[language()]})
            return redirect(bench.back(field["key"]))
    return drawn(request, bench, sheet, key=key, back=bench.back(key))


def drawn(request: HttpRequest, bench: Bench, sheet: QuestionSheet, *, back: str, key: str = "") -> HttpResponse:
    context: dict[str, Any] = {"questionnaire": bench.questionnaire, "sheet": sheet, "refused": sheet.refused, "back": back}
    if key and sheet.now:
        context["now"] = next(
            (designing.row(q, bench.laid) for page in bench.laid.pages for q in page.questions if q.key == key), None
        )
    context |= {"key": key, "groups": kinds.choices(frozenset(kinds.KINDS))}
    return render(request, "desk/design/question.html", context)
