"""The four lasting missions of the office, and their pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from bartholdi.faces.website.blocks import BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.models.pages import OfficePage


class Mission(models.TextChoices):
    COOPERATION = "cooperation", _("Bilateral cooperation")
    MOBILITY = "mobility", _("Mobility")
    INNOVATION = "innovation", _("Innovation")
    COMMUNITIES = "communities", _("Scientific communities")


class MissionIndexPage(OfficePage):
    content_panels = OfficePage.content_panels
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.MissionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of missions")
        verbose_name_plural = _("lists of missions")


class MissionPage(OfficePage):
    kind = models.CharField(_("mission"), max_length=20, choices=Mission)
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*OfficePage.content_panels, FieldPanel("kind"), FieldPanel("body")]
    search_fields = [*OfficePage.search_fields, index.FilterField("kind")]
    parent_page_types = ["website.MissionIndexPage"]
    subpage_types = []
    emblem = "mission"

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
