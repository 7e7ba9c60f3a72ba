"""Tags of the website: the office's data, its menus, pictures in their sizes, both clocks, data for search engines."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from django import template
from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.models import Page

from bartholdi.faces.website import structured
from bartholdi.faces.website.models import OfficeSettings, Picture
from bartholdi.faces.website.showing import private_paths
from bartholdi.office.lib import times
from bartholdi.office.lib.bilingual import language

register = template.Library()
WIDTHS = (480, 960, 1600)
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}  # as Django's json_script does


@register.simple_tag(takes_context=True)
def office(context: Context) -> OfficeSettings:
    """{% office as office %}: one query per request; Wagtail keeps the row on the request."""
    return OfficeSettings.for_request(context["request"])


@register.simple_tag(takes_context=True)
def website_menu(context: Context) -> list[dict[str, Any]]:
    """{% website_menu as items %}: the pages below the first one that ask to be in menus."""
    return [entry for entry in entries(context["request"]) if entry["in_menu"]]


@register.simple_tag(takes_context=True)
def footer_pages(context: Context) -> list[dict[str, Any]]:
    """{% footer_pages as items %}: accessibility, privacy, legal notice, contact."""
    return [entry for entry in entries(context["request"]) if entry["in_footer"]]


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    """Both menus from one query per request."""
    kept = vars(request)
    if "website_entries" not in kept:
        asked = Q(depth=3, show_in_menus=True) | Q(plainpage__in_footer=True)
        found = Page.objects.filter(asked, live=True, locale__language_code=language()).order_by("path")
        rows = found.annotate(in_footer=F("plainpage__in_footer")).only("title", "url_path", "path", "depth", "show_in_menus")
        hidden = tuple(private_paths(request))
        kept["website_entries"] = [entry(page, request) for page in rows if not (hidden and page.path.startswith(hidden))]
    return kept["website_entries"]


def entry(page: Any, request: HttpRequest) -> dict[str, Any]:
    url = page.get_url(request) or ""
    current = bool(url) and request.path.startswith(url)
    in_menu = page.show_in_menus and page.depth == 3
    return {"title": page.title, "url": url, "current": current, "in_menu": in_menu, "in_footer": page.in_footer}


@register.inclusion_tag("website/parts/picture.html")
def picture(image: Picture, sizes: str = "100vw", crop: str = "", eager: bool = False) -> dict[str, Any]:
    """{% picture story.picture sizes="(min-width: 60rem) 50vw, 100vw" crop="3x2" %}: focal point and both languages kept."""
    about = {"image": image, "alt": image.alt, "sizes": sizes, "eager": eager, "crop": crop}
    if image.is_svg():
        return about | {"source": image.file.url, "width": image.width, "height": image.height}
    wide, high = (int(side) for side in crop.split("x")) if crop else (0, 0)
    ways = {
        width: f"fill-{width}x{width * high // wide}" if crop else f"width-{width}" for width in WIDTHS if width <= image.width
    }
    ways = ways or {image.width: "original"}
    made = image.get_renditions(*(f"{way}|format-{kind}" for way in ways.values() for kind in ("avif", "webp")))
    return about | {
        "avif": source_set(made, ways, "avif"),
        "webp": source_set(made, ways, "webp"),
        "smallest": made[f"{next(iter(ways.values()))}|format-webp"],
        "largest": made[f"{list(ways.values())[-1]}|format-webp"],
    }


def source_set(made: dict[str, Any], ways: dict[int, str], kind: str) -> str:
    renditions = [made[f"{way}|format-{kind}"] for way in ways.values()]
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


GAP = mark_safe('<span class="clock-gap"> · </span>')


@register.simple_tag(takes_context=True)
def both_clocks(context: Context, instant: datetime | None, zone: str) -> SafeString | str:
    """{% both_clocks call.closes call.zone %}: the clock that decides, then the reader's, or the other side's for a stranger."""
    if instant is None:
        return ""
    other = settings.OFFICE_ZONE if zone.startswith("Europe/") else "Europe/Paris"
    reader = getattr(context.get("user"), "zone", "") or other
    clocks = ((clock,) for clock in times.clocks(instant, zone, reader))
    words = format_html_join(GAP, '<span class="clock">{}</span>', clocks)
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(timespec="seconds"), words)


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Page) -> SafeString:
    """{% structured_data page %}: schema.org for search engines; the text can close no script and start none."""
    request = context["request"]
    about = structured.about(page, request, OfficeSettings.for_request(request), context.get("ancestors") or [])
    text = json.dumps(about, ensure_ascii=False, default=str).translate(ESCAPES)
    nonce = getattr(request, "csp_nonce", "")
    return format_html('<script type="application/ld+json" nonce="{}">{}</script>', nonce, mark_safe(text))  # noqa: S308 - escaped above


@register.simple_tag
def headings_of(body: Any) -> list[str]:
    """{% headings_of page.body as headings %}: what a long page is made of; nothing where there is little to jump over."""
    found = [str(block.value) for block in body if block.block_type == "heading"]
    return found if len(found) > 2 else []


@register.simple_tag
def day_parts(instant: datetime, zone: str) -> dict[str, str]:
    """{% day_parts event.starts event.zone as parts %}: the day as a sheet of a calendar shows it, by the clock of the place."""
    there = instant.astimezone(ZoneInfo(zone))
    month = format_date(there, "MMMM", Locale(language()))
    return {
        "number": str(there.day),
        "month": month,
        "year": str(there.year),
        "hour": times.hour(there),
        "place": times.place(zone),
    }


@register.simple_tag
def span_of(event: Any) -> str:
    """{% span_of event as span %}: 17 to 18 October 2026; 5 May 2026, 6:00 pm to 8:00 pm (Washington)."""
    zone = ZoneInfo(event.zone)
    starts, ends = event.starts.astimezone(zone), (event.ends or event.starts).astimezone(zone)
    words = {"start": times.day(starts), "end": times.day(ends), "from": times.hour(starts), "to": times.hour(ends)}
    words["place"] = times.place(event.zone)
    if starts.date() != ends.date():
        if (starts.year, starts.month) == (ends.year, ends.month):
            words["start"] = words["start"].split()[0]  # the month and the year once: from 17 to 18 October 2026
        return gettext("From %(start)s to %(end)s") % words
    if event.whole_days:
        return words["start"]
    if starts == ends:
        return times.instant(event.starts, event.zone)
    return gettext("%(start)s, from %(from)s to %(to)s (%(place)s)") % words


@register.simple_tag
def values_of(stream: Any) -> list[Any]:
    """{% values_of page.facts as rows %}"""
    return [block.value for block in stream]
