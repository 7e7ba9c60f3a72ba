"""Calls as the public reads of them; their dates will come from the desk when programmes live there."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from bartholdi.faces.website import zones
from bartholdi.faces.website.blocks import TEXT, BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.faces.website.showing import with_parents


class OpportunityIndexPage(OfficePage):
    """What is open, what is coming, what has closed: every call of the site, wherever it stands."""

    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.CallPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of calls")
        verbose_name_plural = _("lists of calls")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        now, calls = timezone.now(), self.pages(CallPage, request)
        together = with_parents([*calls.open(now), *calls.coming(now), *calls.closed(now)[:24]])
        return {standing: [call for call in together if call.standing == standing] for standing in ("open", "coming", "closed")}


class CallQuerySet(PageQuerySet):
    def open(self, now: datetime) -> "CallQuerySet":
        started = models.Q(opens__isnull=True) | models.Q(opens__lte=now)
        return self.filter(started).filter(models.Q(closes__isnull=True) | models.Q(closes__gt=now)).order_by("closes", "title")

    def coming(self, now: datetime) -> "CallQuerySet":
        return self.filter(opens__gt=now).order_by("opens", "title")

    def closed(self, now: datetime) -> "CallQuerySet":
        return self.filter(closes__lte=now).order_by("-closes", "title")


class CallPage(OfficePage):
    for_whom = RichTextField(_("for whom"), features=TEXT)
    what_one_gets = RichTextField(_("what one gets"), features=TEXT)
    what_is_needed = RichTextField(_("what is needed"), features=TEXT)
    until_when = models.CharField(
        _("until when, in words"), max_length=300, blank=True, help_text=_("Where there is no single deadline, or to explain it.")
    )
    opens = models.DateTimeField(_("opens"), null=True, blank=True)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)
    zone = models.CharField(_("time zone of the call"), max_length=40, choices=zones.choices, default="America/New_York")
    start_url = models.URLField(_("where to start"), blank=True)
    start_label = models.CharField(_("words of the start button"), max_length=80, blank=True)
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(CallQuerySet)()

    content_panels = [
        *OfficePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("zone")]),
                FieldPanel("until_when"),
            ],
            heading=_("Dates"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("for_whom", "what_one_gets", "what_is_needed", "start_url", "start_label")],
            heading=_("In one screen"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*OfficePage.search_fields, index.FilterField("opens"), index.FilterField("closes")]
    parent_page_types = ["website.ProgrammePage", "website.OpportunityIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("A call closes after it opens.")})

    @property
    def standing(self) -> str:
        """Computed from the dates, never stored: coming, open or closed."""
        now = timezone.now()
        if self.opens and self.opens > now:
            return "coming"
        return "closed" if self.closes and self.closes <= now else "open"

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {"programme": self.get_parent()}
