"""The four lasting missions of the office, and their pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from bartholdi.faces.website.blocks import BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.missions import Mission
from bartholdi.faces.website.models.events import EventPage
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.faces.website.models.portraits import PortraitPage
from bartholdi.faces.website.models.programmes import ProgrammePage
from bartholdi.faces.website.models.stories import StoryPage
from bartholdi.faces.website.showing import with_pictures


class MissionIndexPage(OfficePage):
    content_panels = OfficePage.content_panels
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.MissionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of missions")
        verbose_name_plural = _("lists of missions")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {"missions": self.pages(MissionPage, request).order_by("path")}


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

    @property
    def emblem_name(self) -> str:
        return self.kind

    def around(self, request: HttpRequest) -> dict[str, Any]:
        events = self.pages(EventPage, request).upcoming(timezone.now())
        return {
            "programmes": self.pages(ProgrammePage, request).filter(mission=self.kind).order_by("path"),
            "events": events.filter(mission=self.kind)[:4],
            "stories": with_pictures(self.pages(StoryPage, request)).filter(mission=self.kind).order_by("-date")[:6],
            "portraits": with_pictures(self.pages(PortraitPage, request)).filter(mission=self.kind).order_by("-date")[:3],
        }
