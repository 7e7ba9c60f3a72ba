"""The first page: one sentence, the four missions, what is open, what is coming, a story, portraits."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from bartholdi.faces.website.listed import going
from bartholdi.faces.website.models.calls import CallPage
from bartholdi.faces.website.models.events import EventPage
from bartholdi.faces.website.models.missions import MissionPage
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.faces.website.models.portraits import PortraitPage
from bartholdi.faces.website.models.stories import StoryPage
from bartholdi.faces.website.showing import with_pictures

MOST_OPEN, MOST_COMING = 6, 3  # the rest is a click away, in the list of calls


class HomePage(OfficePage):
    sentence = models.CharField(
        _("opening sentence"), max_length=200, help_text=_("The first words a visitor reads: one sentence, set large.")
    )
    lead_story = models.ForeignKey(
        "website.StoryPage",
        verbose_name=_("story at the front"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without a choice the newest story stands there."),
    )

    content_panels = [*OfficePage.content_panels, FieldPanel("sentence"), PageChooserPanel("lead_story")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "website.MissionIndexPage",
        "website.ProgrammeIndexPage",
        "website.OpportunityIndexPage",
        "website.StoryIndexPage",
        "website.EventIndexPage",
        "website.PortraitIndexPage",
        "website.PlainPage",
    ]

    class Meta:
        verbose_name = _("first page")
        verbose_name_plural = _("first pages")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        now = timezone.now()
        calls = going(self.pages(CallPage, request), request, now)
        stories = list(with_pictures(self.pages(StoryPage, request)).order_by("-date", "-pk")[:5])
        lead = next((story for story in stories if story.pk == self.lead_story_id), None) or self.chosen_story(request, stories)
        return {
            "missions": self.pages(MissionPage, request).order_by("path")[:4],
            "calls_open": [call for call in calls if call.standing == "open"][:MOST_OPEN],
            "calls_coming": [call for call in calls if call.standing == "coming"][:MOST_COMING],
            "events": self.pages(EventPage, request).upcoming(now)[:4],
            "lead": lead,
            "stories": [story for story in stories if story != lead][:3],
            "portraits": with_pictures(self.pages(PortraitPage, request)).order_by("-date", "title")[:3],
        }

    def chosen_story(self, request: HttpRequest, newest: list[StoryPage]) -> StoryPage | None:
        """The editor's choice where it is older than the newest five; a choice made in the other language is followed to this one."""
        if self.lead_story_id is None:
            return newest[0] if newest else None
        key = StoryPage.objects.filter(pk=self.lead_story_id).values("translation_key")
        found = with_pictures(self.pages(StoryPage, request)).filter(translation_key__in=key).first()
        return found or (newest[0] if newest else None)
