"""The four lasting missions of the office: a choice on most pages, so that both languages share it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mission(models.TextChoices):
    COOPERATION = "cooperation", _("Bilateral cooperation")
    MOBILITY = "mobility", _("Mobility")
    INNOVATION = "innovation", _("Innovation")
    COMMUNITIES = "communities", _("Scientific communities")
