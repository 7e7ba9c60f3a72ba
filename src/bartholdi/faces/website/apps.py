"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "bartholdi.faces.website"
    verbose_name = _("Website")

    def ready(self) -> None:
        from bartholdi.faces.ui import agreements, announced
        from bartholdi.faces.website.announcing import events_of, open_now
        from bartholdi.faces.website.models.office import names
        from bartholdi.office.lib import identity

        identity.register(names)
        announced.register(open_now)
        agreements.register_events(events_of)
