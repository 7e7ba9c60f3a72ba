"""Draws the cells of a list. In Python, because a page has hundreds of them and a template takes ten times as long."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bartholdi.faces.ui.listing.columns import Column
from bartholdi.faces.ui.templatetags.ui import day, tag
from bartholdi.office.lib import times

NONE = mark_safe('<span class="listing-none">–</span>')

Drawer = Callable[[Any], SafeString]


def drawers(columns: Sequence[Column], link: Callable[[Any], str] | None, zone: str) -> list[Drawer]:
    """One per column; the first column carries the row's link, and names the row for whoever hears it."""
    return [_linked(column, link, zone) if link and not place else _plain(column, zone) for place, column in enumerate(columns)]


def box(column: Column) -> Drawer:
    """To choose a row for an act on many; heard with the name of the row."""
    words = gettext("Choose %(name)s")
    return lambda row: format_html(
        '<td class="is-box"><input type="checkbox" name="row" value="{}" form="listing-choice" aria-label="{}"></td>',
        row.pk,
        words % {"name": column.of(row)},
    )


def _plain(column: Column, zone: str) -> Drawer:
    opening = format_html('<td class="is-{}" data-label="{}">', column.kind, column.label)
    return lambda row: opening + inside(column, row, zone) + END


def _linked(column: Column, link: Callable[[Any], str], zone: str) -> Drawer:
    opening = format_html('<th scope="row" class="is-{}" data-label="{}">', column.kind, column.label)
    return lambda row: opening + format_html('<a href="{}">{}</a>', link(row), inside(column, row, zone)) + END_OF_HEAD


END, END_OF_HEAD = SafeString("</td>"), SafeString("</th>")


def inside(column: Column, row: Any, zone: str) -> SafeString:
    value = column.of(row)
    if column.template:
        return render_to_string(column.template, {"row": row, "value": value})
    if value is None or value == "":
        return NONE
    match column.kind:
        case "instant":
            return instant(value, zone)
        case "day":
            return SafeString(day(value))
        case "tag":
            return tag(value, column.tone(row) if column.tone else "neutral")
        case "yes_no":
            return conditional_escape(gettext("yes") if value else gettext("no"))
    if isinstance(value, Decimal):  # 2.43 in English, 2,43 in French; a year is no Decimal and gets no comma
        return conditional_escape(number_format(value, force_grouping=True))
    return conditional_escape(value)


def instant(value: datetime, zone: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), times.brief(value, zone))
