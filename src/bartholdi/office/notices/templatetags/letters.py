"""Filters of letters: an instant is always written with the zone it is told in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from django import template

from bartholdi.office.lib.bilingual import language

register = template.Library()


@register.filter
def instant(moment: datetime, zone: str = "UTC") -> str:
    """`{{ deadline|instant:call.zone }}` -> 15 March 2027, 12:00 (New York)."""
    local = moment.astimezone(ZoneInfo(zone))
    locale = "fr" if language() == "fr" else "en_GB"
    city = "UTC" if zone == "UTC" else get_timezone_location(zone, locale=locale, return_city=True)
    return f"{format_date(local, 'long', locale=locale)}, {format_time(local, 'short', locale=locale)} ({city})"
