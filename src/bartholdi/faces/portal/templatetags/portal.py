"""Tags of the account pages: the providers that are switched on."""

import json
from typing import Any

from django import template
from django.template import Context

from bartholdi.faces.portal.providers import offered

register = template.Library()


@register.simple_tag(takes_context=True)
def providers(context: Context, process: str = "login") -> list[dict[str, Any]]:
    """Name and address of each; `next` is carried along."""
    request = context["request"]
    carried = {"next": context["redirect_field_value"]} if context.get("redirect_field_value") else {}
    return [{"name": each.name, "url": each.get_login_url(request, process=process, **carried)} for each in offered(request)]


@register.filter
def as_json(options: Any) -> str:
    """For a data attribute, which the template escapes."""
    return json.dumps(options) if options else ""
