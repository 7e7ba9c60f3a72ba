"""The desk's own tag: its rooms, with the one we stand in marked."""

from typing import Any

from django import template
from django.template import Context

from bartholdi.faces.desk import rooms as plan

register = template.Library()


@register.simple_tag(takes_context=True)
def rooms(context: Context) -> list[dict[str, Any]]:
    """{% rooms as here %}: label, url, current, begins_group. The longest address that fits is where we are."""
    path = context["request"].path if "request" in context else ""
    doors = list(plan.standing())
    here = max((url for _, url in doors if path.startswith(url)), key=len, default="")
    return [{"label": r.label, "url": url, "current": url == here, "begins_group": r.begins_group} for r, url in doors]
