"""The journal: who did what, when; each entry in words; and whether the chain is whole."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from bartholdi.faces.desk import changes, soundness
from bartholdi.faces.ui.listing import Choice, Column, Dates, Empty, Listing, Text, respond
from bartholdi.office.journal import labels, words
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.permissions import POLICY

JOURNAL = Listing(
    name="journal",
    title=_("Journal"),
    model=Entry,
    columns=[
        Column("number", _("Number"), kind="number", sort="number"),
        Column("at", _("When"), kind="instant", sort="at"),
        Column("actor", pgettext_lazy("journal", "By"), lambda entry: entry.actor_label, sort="actor_label"),
        Column("act", pgettext_lazy("journal", "Act"), lambda entry: words.said(entry.act), sort="act"),
        Column(
            "subject",
            pgettext_lazy("journal", "About"),
            lambda entry: labels.said(entry.subject_key, entry.subject_label),
            sort="subject_label",
        ),
        Column("act_name", _("Name of the act"), lambda entry: entry.act, shown=False),
        Column("actor_key", _("Key of who acted"), shown=False),
        Column("subject_key", _("Key of the subject"), shown=False),
        Column("change", pgettext_lazy("journal", "Change"), lambda entry: entry.change, shown=False),
        Column("digest", _("Seal"), shown=False),
    ],
    filters=[
        Choice("act", pgettext_lazy("journal", "Act"), options=lambda user: words.known()),
        Text("by", pgettext_lazy("journal", "By"), lookup="actor_label"),
        Text("about", pgettext_lazy("journal", "About"), lookup="subject_label"),
        Dates("at", _("When")),
        Text("actor", _("Exactly by"), lookup="actor_key", exact=True, hidden=True),
        Text("subject", _("Exactly about"), lookup="subject_key", exact=True, hidden=True),
    ],
    search=_("Search the journal"),
    narrowed=lambda entries: entries.defer("search_text"),
    sort="-number",
    link=lambda entry: reverse("desk:entry", args=[entry.number]),
    empty=Empty(_("Nothing is recorded yet"), _("Every act leaves one entry here, and no entry is ever changed or removed.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    can = POLICY.actions(request.user, None)
    return respond(request, JOURNAL, "desk/journal.html", {"can": can, "last": soundness.last() if "verify" in can else None})


def entry(request: HttpRequest, number: int) -> HttpResponse:
    visible = Entry.objects.visible_to(request.user).defer("search_text")
    found = get_object_or_404(visible, number=number)
    lines = changes.lines(found)
    context = {
        "entry": found,
        "said": words.said(found.act),
        "about": labels.said(found.subject_key, found.subject_label),
        "lines": lines,
        "had_values": any(line.before != "" for line in lines),
        "history": visible.about(found.subject_key)[:20] if found.subject_key else [],
        "older": visible.filter(number__lt=number).first(),
        "newer": visible.filter(number__gt=number).last(),
    }
    return render(request, "desk/entry.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Reads the whole chain now; everybody who may ask sees the last answer, with its time."""
    POLICY.require(request.user, "verify", None)
    soundness.look()
    return redirect(f"{reverse('desk:journal')}#soundness")
