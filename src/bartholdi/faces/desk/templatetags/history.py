"""The history part of every case file: the journal's entries about one row, in words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.urls import reverse
from django.utils.text import capfirst

from bartholdi.office.journal import labels, words
from bartholdi.office.journal.acts import key
from bartholdi.office.journal.models import Entry, reads_all

register = template.Library()
SHOWN = 20


@register.inclusion_tag("desk/parts/history.html", takes_context=True)
def history(context: Context, subject: Model) -> dict[str, Any]:
    """{% history subject %}: one query. For a page whose reader may see the row: its history belongs to it, unless they apply with it."""
    about = Entry.objects.about(key(subject)).shown_to(context["user"])
    found = list(about.defer("search_text")[: SHOWN + 1])
    shown = [event | {"body": remark(entry)} for event, entry in zip(events(found[:SHOWN], context["user"]), found, strict=False)]
    return {"events": shown, "more": len(found) > SHOWN, "subject_key": key(subject)}


@register.inclusion_tag("desk/parts/history.html", takes_context=True)
def timeline_of(context: Context, entries: Iterable[Entry], named: bool = False) -> dict[str, Any]:
    """{% timeline_of entries %}: of entries that the view has fetched; `named` where they are about different things."""
    return {"events": events(entries, context["user"], named=named)}


def events(entries: Iterable[Entry], user: Any, *, named: bool = False) -> list[dict[str, Any]]:
    return [
        {"at": entry.at, "title": title(entry, named), "by": entry.actor_label, "url": address(entry, user)} for entry in entries
    ]


def remark(entry: Entry) -> str:
    """What whoever acted wrote about it, where the act noted it: it belongs to the row that the reader sees."""
    said = entry.change.get("remark") if isinstance(entry.change, dict) else ""
    return said if isinstance(said, str) else ""  # a column of this name is told as what it was and is: in the entry itself


def title(entry: Entry, named: bool) -> str:
    said = capfirst(words.said(entry.act))
    return (
        f"{said} – {labels.said(entry.subject_key, entry.subject_label)}"
        if named and entry.subject_label not in {"", entry.actor_label}
        else said
    )


def address(entry: Entry, user: Any) -> str:
    """Only of an entry that the reader may open: who sees a row sees what was done to it, not every detail of the journal."""
    opens = reads_all(user) or entry.actor_key == user.journal_key
    return reverse("desk:entry", args=[entry.number]) if opens else ""
