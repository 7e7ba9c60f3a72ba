"""Fits Wagtail's admin to the house: its name and colours, a way back to the desk, and no doors that lead elsewhere."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from bartholdi.faces.website.links import PageLinks
from bartholdi.office.lib.bilingual import language

AWAY = frozenset(
    {"documents", "snippets", "help", "collections", "users", "groups", "workflows", "workflow-tasks", "api-tokens", "styleguide"}
)


@hooks.register("insert_global_admin_css")
def house_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("website/css/cms.css"))


@hooks.register("register_admin_menu_item")
def to_the_desk() -> MenuItem:
    return MenuItem(_("Desk"), reverse("desk:today"), name="desk", icon_name="arrow-left", order=1)


@hooks.register("register_admin_menu_item")
def to_the_website() -> MenuItem:
    return MenuItem(_("Website"), f"/{language()}/", name="website", icon_name="view", order=2)


@hooks.register("register_rich_text_features", order=100)  # after Wagtail's own, whose place it takes
def links_in_the_readers_language(features: Any) -> None:
    features.register_link_type(PageLinks)


def without(request: HttpRequest, items: list[Any]) -> None:
    """Papers of people live in the private storage, people at the desk: their rooms here are closed (cms_door.py)."""
    items[:] = [item for item in items if item.name not in AWAY]


for menu in ("construct_main_menu", "construct_settings_menu", "construct_reports_menu", "construct_help_menu"):
    hooks.register(menu, without)
