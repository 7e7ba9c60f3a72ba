"""Filters of letters: an instant is always written with the place whose clock is meant."""

from datetime import datetime

from django import template

from bartholdi.office.lib import times

register = template.Library()


@register.filter
def instant(moment: datetime, zone: str = "UTC") -> str:
    """`{{ deadline|instant:call.zone }}` -> 15 March 2027, 12:00 noon (Washington)."""
    return times.instant(moment, zone)


@register.filter
def day(moment: datetime) -> str:
    """`{{ award.starts_on|day }}` -> 1 September 2027."""
    return times.day(moment)
