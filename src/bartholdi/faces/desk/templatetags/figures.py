"""{% load figures %}{% call_figures call %}: how a call goes, in numbers and charts, for whoever may see its applications."""

from typing import Any

from django import template
from django.template import Context

from bartholdi.faces.desk.call_figures import drawn
from bartholdi.office.programmes.models import Call

register = template.Library()


@register.inclusion_tag("desk/parts/call_figures.html", takes_context=True)
def call_figures(context: Context, call: Call) -> dict[str, Any]:
    return {"call": call, **drawn(call, context["user"])}
