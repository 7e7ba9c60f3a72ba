"""Portraits: people of the community in the light."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from bartholdi.faces.website.blocks import BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.missions import Mission
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.faces.website.showing import with_pictures


class PortraitIndexPage(OfficePage):
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.PortraitPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of portraits")
        verbose_name_plural = _("lists of portraits")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {"portraits": with_pictures(self.pages(PortraitPage, request)).order_by("-date", "title")}


class PortraitPage(OfficePage):
    """The title is the person's name, as they write it."""

    date = models.DateField(_("date"), default=localdate)
    role = models.CharField(_("what they do"), max_length=160)
    institution = models.CharField(_("institution"), max_length=200)
    quote = models.TextField(_("their words"), max_length=400, blank=True, help_text=_("Without quotation marks."))
    mission = models.CharField(_("mission"), max_length=20, choices=Mission, blank=True)
    picture = models.ForeignKey(
        "website.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)
    invented = models.BooleanField(
        _("an invented person"),
        default=False,
        help_text=_("The page then says so: nobody may take an example for a real person."),
    )

    content_panels = [
        *OfficePage.content_panels,
        FieldPanel("role"),
        FieldPanel("institution"),
        FieldPanel("quote"),
        FieldPanel("date"),
        FieldPanel("mission"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("invented"),
    ]
    search_fields = [*OfficePage.search_fields, index.FilterField("date"), index.FilterField("mission")]
    parent_page_types = ["website.PortraitIndexPage"]
    subpage_types = []
    emblem = "portrait"

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        others = with_pictures(self.pages(PortraitPage, request)).exclude(pk=self.pk)
        return {"others": others.order_by("-date", "title")[:3]}
