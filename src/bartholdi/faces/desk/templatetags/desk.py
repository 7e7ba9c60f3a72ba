"""The desk's own tag: its rooms, with the one we stand in marked."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from bartholdi.faces.desk import rooms as plan

register = template.Library()


@register.simple_tag(takes_context=True)
def rooms(context: Context) -> list[dict[str, Any]]:
    """{% rooms as here %}: label, url, current, begins_group. The longest address that fits is where we are."""
    path = context["request"].path if "request" in context else ""
    doors, desk = list(plan.standing(context.get("user"))), reverse("desk:today")
    places = [(place, room) for room, url in doors for place in (url, *(f"{desk}{each}" for each in room.also))]
    _longest, here = max((each for each in places if path.startswith(each[0])), key=lambda each: len(each[0]), default=("", None))
    return [{"label": r.label, "url": url, "current": r is here, "begins_group": r.begins_group} for r, url in doors]
