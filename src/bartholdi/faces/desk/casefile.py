"""A call as its case file shows it: what is still missing, its dates in order, its texts, its forms and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from bartholdi.faces.desk.forms.call_parts import WORDS
from bartholdi.faces.ui.countries import country_name
from bartholdi.office.applications.columns import field_said
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.files import weight
from bartholdi.office.programmes import checklist
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.services import KINDS
from bartholdi.office.programmes.workflow import WORKFLOW, State

ROWS = {
    "side": "sides",
    "letter": "letters",
    "paper": "papers",
    "milestone": "milestones",
    "panel": "panels",
    "contact": "contacts",
    "fund": "call_funds",
    "invitation": "invitations",
}
JOINS = {
    "letter": ("side", "edition__questionnaire"),
    "panel": ("side",),
    "contact": ("side",),
    "fund": ("fund",),
    "invitation": ("organisation", "side"),
}


@dataclass(frozen=True)
class Group:
    """The parts of one kind: its name, the words of its button, and each row with its address and a line about it."""

    kind: str
    title: Any
    add: Any
    rows: list[tuple[Any, str]]


def moves(user: Any, call: Call) -> set[str]:
    """What can be done now: the workflow has the move from here, and the person may."""
    return POLICY.actions(user, call) & WORKFLOW.open_moves(call.state)


def tasks(call: Call) -> list[dict[str, Any]]:
    """What hinders announcing, each with the page that mends it; nothing once it is announced."""
    if call.state != State.DRAFT or call.rehearsal_of_id:
        return []
    return [{"title": item.sentence, "url": address(call, item)} for item in checklist.hindrances(call, call.moment())]


def address(call: Call, item: checklist.Item) -> str:
    if item.where == "budget":
        return reverse("desk:fund", args=[item.pk])
    if item.where not in KINDS:
        return reverse("desk:call-edit", args=[call.pk, item.where])
    if item.pk is not None:
        return reverse("desk:call-part", args=[call.pk, item.where, item.pk])
    return reverse("desk:call-part-add", args=[call.pk, item.where])


def timeline(call: Call) -> list[dict[str, Any]]:
    """Every date in its order; those past are told apart from those to come."""
    dates: list[tuple[datetime | None, str]] = [(call.opens_at, gettext("Opens")), (call.closes_at, gettext("Closes"))]
    dates += [(each.closes_at, gettext("Due: %(letter)s") % {"letter": each}) for each in call.letters.all()]
    dates += [
        (each.at, str(each) if each.public else gettext("%(date)s (not public)") % {"date": each})
        for each in call.milestones.all()
    ]
    now = call.moment()
    known = sorted((at, title) for at, title in dates if at is not None)
    return [{"at": at, "title": title, "tone": "" if at <= now else "waiting"} for at, title in known]


def texts(call: Call) -> list[dict[str, Any]]:
    """Both languages, one under the other, as they will be read."""
    labels = {
        "title": gettext("Title"),
        "summary": gettext("Summary"),
        "for_whom": gettext("Who can apply"),
        "offers": gettext("What one gets"),
        "needs": gettext("What is needed"),
    }
    return [{"label": label, **{each: getattr(call, f"{text}_{each}") for each in LANGUAGES}} for text, label in labels.items()]


def forms(call: Call) -> list[dict[str, Any]]:
    """As the rows of a summary."""
    editions = [(gettext("Application form"), call.edition), (gettext("Review form"), call.review_edition)]
    rows = [{"label": label, "value": str(edition) if edition else "", "edition": edition} for label, edition in editions]
    columns = ", ".join(f"{column} ← {answer}" for column, answer in call.columns.items())
    count = len(call.rules)
    rules = ngettext("%(n)s rule", "%(n)s rules", count) % {"n": count} if count else ""
    rows.append({"label": gettext("Answers that are columns"), "value": columns, "edition": None})
    rows.append({"label": gettext("Rules of eligibility"), "value": rules, "edition": None})
    return rows


def parts(call: Call) -> list[Group]:
    found = []
    for kind, (title, add, _change) in WORDS.items():
        if kind == "invitation" and call.kind != Call.Kind.NOMINATION:
            continue
        rows = getattr(call, ROWS[kind]).select_related(*JOINS.get(kind, ()))
        found.append(Group(kind, title, add, [(row, LINES[kind](row)) for row in rows]))
    return found


def line_of_letter(letter: Any) -> str:
    numbers = str(letter.minimum) if letter.minimum == letter.maximum else f"{letter.minimum}–{letter.maximum}"
    return f"{letter.get_role_display()} · {numbers} · {letter.get_way_display()}"


def line_of_side(row: Any) -> str:
    return country_name(row.side.country) if row.side else gettext("Both sides")


def line_of_panel(panel: Any) -> str:
    fields = [field_said(panel.call, value) for value in panel.routed]
    return " · ".join([line_of_side(panel), *([", ".join(fields)] if fields else [])])


LINES: dict[str, Any] = {
    "side": lambda side: country_name(side.country),
    "letter": line_of_letter,
    "paper": lambda paper: f"{paper.name} · {weight(paper.size)}",
    "milestone": lambda date: "" if date.public else gettext("not public"),
    "panel": line_of_panel,
    "contact": lambda contact: contact.email,
    "fund": lambda each: gettext("at most %(n)s places") % {"n": each.places} if each.places is not None else "",
    "invitation": lambda each: ngettext("%(n)s candidate at most", "%(n)s candidates at most", each.quota) % {"n": each.quota},
}
