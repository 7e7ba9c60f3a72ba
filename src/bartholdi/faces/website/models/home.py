"""The first page: one sentence, the four missions, what is open, what is coming, a story, portraits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from bartholdi.faces.website.models.pages import OfficePage


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
