"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "bartholdi.demo"
    verbose_name = _("Demonstration office")

    def ready(self) -> None:
        from bartholdi.demo import kinds

        kinds.register_all()
