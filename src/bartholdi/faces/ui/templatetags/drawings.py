"""Tags that draw: emblems, the mark, wave fields and charts."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from bartholdi.faces.ui import emblems
from bartholdi.faces.ui.charts import Chart

register = template.Library()


@register.simple_tag
def emblem(name: str, kind: str = "programme", size: int = 96, label: str = "") -> SafeString:
    """{% emblem programme.title kind="programme" size=96 label="" %}"""
    return emblems.emblem(str(name), kind=str(kind), size=int(size), label=str(label))


@register.simple_tag
def mark(size: int = 32, label: str = "") -> SafeString:
    """{% mark size=32 %}"""
    return emblems.mark(size=int(size), label=str(label))


@register.simple_tag
def field(name: str, width: int = 1200, height: int = 240) -> SafeString:
    """{% field page.title %}: the banner of waves at the head of a page."""
    return emblems.field(str(name), int(width), int(height))


@register.inclusion_tag("ui/parts/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """{% chart chart %}: the figure, its finding, and its table."""
    return {"chart": chart}
