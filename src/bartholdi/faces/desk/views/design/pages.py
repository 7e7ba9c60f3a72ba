"""One page of a draft: its title, its explanation, its condition; for a new one and for one that stands there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from bartholdi.cores.formspec.edit import add_page, change_page
from bartholdi.cores.formspec.edit.draft import title
from bartholdi.faces.desk import designing
from bartholdi.faces.desk.forms.design.page import PageSheet
from bartholdi.faces.desk.views.design.bench import Bench, at_the_bench
from bartholdi.faces.desk.views.design.sending import Sent, saved
from bartholdi.office.lib.bilingual import language


@at_the_bench
def add(request: HttpRequest, bench: Bench) -> HttpResponse:
    """After the page `after`, or behind the last one."""
    after = request.GET.get("after", "") or (bench.page_keys[-1] if bench.page_keys else "")
    count = len(bench.page(after)["fields"]) if after else 0
    sent = Sent.by(request)
    earlier = designing.earlier(bench.laid, after, count)
    sheet = PageSheet({}, earlier=earlier, taken=bench.page_keys, data=sent.data, redrawn=sent.redrawn)
    if sent.complete and sheet.is_valid():
        section = sheet.section()
        if saved(request, bench, sheet, add_page, section=section, after=after or None):
            said = gettext("The page “%(title)s” was added. Now add its first question.")
            messages.success(request, said % {"title": title(section)[language()]})
            return redirect(bench.back(section["key"], "page"))
    return drawn(request, bench, sheet, back=bench.back(after, "page"))


@at_the_bench
def edit(request: HttpRequest, bench: Bench, key: str) -> HttpResponse:
    sent = Sent.by(request)
    sheet = PageSheet(bench.page(key), earlier=designing.earlier(bench.laid, key), data=sent.data, redrawn=sent.redrawn)
    if sent.complete and sheet.is_valid():
        section = sheet.section()
        if saved(request, bench, sheet, change_page, key=key, section=section):
            messages.success(request, gettext("The page “%(title)s” was saved.") % {"title": title(section)[language()]})
            return redirect(bench.back(key, "page"))
    return drawn(request, bench, sheet, back=bench.back(key, "page"), key=key)


def drawn(request: HttpRequest, bench: Bench, sheet: PageSheet, *, back: str, key: str = "") -> HttpResponse:
    context = {"questionnaire": bench.questionnaire, "sheet": sheet, "refused": sheet.refused, "back": back, "key": key}
    if key and sheet.now:
        context["now"] = next((each for each in designing.sheaves(bench.laid) if each.key == key), None)
    return render(request, "desk/design/section.html", context)
