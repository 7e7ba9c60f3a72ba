"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibConfig(AppConfig):
    name = "bartholdi.office.lib"
    verbose_name = _("Ideas shared by the office")
