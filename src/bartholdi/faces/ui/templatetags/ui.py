"""Tags of every page: states, dates, paragraphs, icons, addresses."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BaseFormSet
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join, json_script, urlize
from django.utils.safestring import SafeString, mark_safe

from bartholdi.faces.ui import countdown, icons, summary
from bartholdi.faces.ui.dispatches import framing
from bartholdi.office.lib import files, times

register = template.Library()
TONES = ("neutral", "waiting", "good", "attention", "bad", "info")


@register.filter
def weight(size: int) -> str:
    """{{ document.size|weight }}: 340 KB, 1.2 MB; 340 ko, 1,2 Mo."""
    return files.weight(size)


@register.filter
def place(zone: str) -> str:
    """{{ person.zone|place }}: the city whose clock is meant, Washington for America/New_York."""
    return times.place(zone)


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict[str, Any]:
    """{% error_summary form %}: what must be mended, each line leading to its field."""
    return {"faults": [fault for form in forms for fault in summary.faults(form)]}


@register.simple_tag
def frame_words() -> SafeString:
    """{% frame_words %}: once on a page that shows or reads QR pictures."""
    return json_script(framing.frame_words(), "frame-words")


@register.simple_tag(takes_context=True)
def has_faults(context: Context) -> bool:
    """Whether any form of the page was refused: the title then begins with "Error:"."""
    # To look at csrf_token is to make it, and its cookie: a visitor who only reads is given none.
    values: list[Any] = [value for name, value in context.flatten().items() if name != "csrf_token"]
    return any(isinstance(value, BaseForm | BaseFormSet) and summary.is_refused(value) for value in values)


@register.simple_block_tag(end_name="endtable")
def table(content: str, caption: Any, *heads: Any, kind: str = "") -> SafeString:
    """{% table _("Funds") _("Name") _("Funder") %} <tr>…</tr> {% endtable %}: scrolls where it is too wide, and is cards on a phone."""
    return format_html(
        '<div class="table-scroll"><table class="table table--cards {}"><caption class="visually-hidden">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        *(kind, caption, format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)), content),
    )


@register.simple_tag
def tag(label: Any, tone: str = "neutral") -> SafeString:
    """{% tag application.get_state_display "waiting" %}"""
    return format_html('<strong class="tag tag--{}">{}</strong>', tone if tone in TONES else "neutral", label)


@register.simple_tag(takes_context=True)
def when(context: Context, instant: datetime | None, zone: str = "") -> SafeString | str:
    """{% when notice.sent_at %} in the reader's zone; with zone="America/New_York" that one first, then the reader's."""
    if instant is None:
        return ""
    reader = reader_zone(context)
    words = times.instant_for(instant, zone, reader) if zone else times.instant(instant, reader)
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(timespec="seconds"), words)


@register.simple_tag
def time_left(until: datetime, stands_at: datetime | None = None) -> SafeString:
    """{% time_left call.closes_at stands_at=call.rehearsed_at %}: ticks with js/countdown.js, unless the clock is one that stands."""
    return countdown.drawn(stands_at or timezone.now(), until, ticking=stands_at is None)


@register.simple_tag
def day(moment: date | datetime | None) -> SafeString | str:
    """{% day award.starts_on %}"""
    return format_html('<time datetime="{}">{}</time>', f"{moment:%Y-%m-%d}", times.day(moment)) if moment else ""


def reader_zone(context: Context) -> str:
    return getattr(context.get("user"), "zone", "") or settings.OFFICE_ZONE


@register.simple_tag
def paragraphs(text: Any) -> SafeString:
    """{% paragraphs review.comment %}: blank lines part paragraphs, addresses become links, nothing else is markup."""
    blocks = [block for block in re.split(r"\n\s*\n", str(text or "").replace("\r\n", "\n").strip()) if block]
    lines = [urlize(escape(block), nofollow=True).replace("\n", "<br>") for block in blocks]
    return mark_safe("".join(f"<p>{line}</p>" for line in lines))  # noqa: S308 - escaped above


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "search" %}: decoration beside a word, or in a button that has a hidden one."""
    return icons.icon(name)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """{% query page=2 sort="name" %}: the query string of now with changes; None or "" drops a part."""
    request = context.get("request")
    parts = request.GET.copy() if request else None
    if parts is None:
        return ""
    for name, value in changes.items():
        if value in (None, ""):
            parts.pop(name, None)
        else:
            parts[name] = str(value)
    return f"?{parts.urlencode()}"


@register.simple_tag(takes_context=True)
def active(context: Context, name: str, exact: bool = False) -> SafeString | str:
    """<a href="…" {% active "desk:journal" %}>: marks the link to this page, or to the room this page stands in."""
    request = context.get("request")
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    if request is None or not (request.path == address or (not exact and request.path.startswith(address))):
        return ""
    return mark_safe(f'aria-current="{"page" if request.path == address else "true"}"')  # noqa: S308 - a constant
