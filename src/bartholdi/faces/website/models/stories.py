"""Stories: what happened, told with a date."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from bartholdi.faces.website.blocks import BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.missions import Mission
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.faces.website.showing import translated, with_pictures


class StoryIndexPage(OfficePage):
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        stories = with_pictures(self.pages(StoryPage, request)).order_by("-date", "-pk")
        chosen = request.GET.get("mission", "")
        if chosen in Mission:
            stories = stories.filter(mission=chosen)
        return {"stories": Paginator(stories, 12).get_page(request.GET.get("page")), "chosen": chosen, "missions": Mission}


class StoryPage(OfficePage):
    date = models.DateField(_("date"), default=localdate)
    place = models.CharField(_("where it happened"), max_length=120, blank=True)
    mission = models.CharField(_("mission"), max_length=20, choices=Mission, blank=True)
    picture = models.ForeignKey(
        "website.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = BlocksField(BodyBlock(), verbose_name=_("text"))
    invented = models.BooleanField(
        _("invented for the demonstration"),
        default=False,
        help_text=_("The page then says that its people and facts are invented."),
    )

    content_panels = [
        *OfficePage.content_panels,
        FieldPanel("date"),
        FieldPanel("place"),
        FieldPanel("mission"),
        FieldPanel("picture"),
        FieldPanel("body"),
        InlinePanel("related", label=_("related page"), heading=_("Related pages"), max_num=4),
        FieldPanel("invented"),
    ]
    search_fields = [*OfficePage.search_fields, index.FilterField("date"), index.FilterField("mission")]
    parent_page_types = ["website.StoryIndexPage"]
    subpage_types = []
    emblem = "story"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        keys = [related.page.translation_key for related in self.related.select_related("page")]
        others = with_pictures(self.pages(StoryPage, request)).exclude(pk=self.pk).order_by("-date")
        return {
            "related_pages": translated(keys, request, locale_id=self.locale_id),
            "others": others.filter(mission=self.mission)[:3],
        }


class RelatedPage(Orderable):
    """Points at a page of either language; the reader is shown the one in theirs."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="related")
    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
