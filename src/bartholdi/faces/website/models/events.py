"""Events as the public reads of them: when, where, for whom."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from bartholdi.faces.website import zones
from bartholdi.faces.website.blocks import BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.missions import Mission
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.agreements.workflow import CONCLUDED


def public_agreements() -> dict[str, Any]:
    """An editor chooses among what everybody may read."""
    return {"public": True, "state__in": sorted(CONCLUDED)}


class EventIndexPage(OfficePage):
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        now, events = timezone.now(), self.pages(EventPage, request)
        return {"upcoming": events.upcoming(now), "past": events.past(now)[:30]}


class EventQuerySet(PageQuerySet):
    def upcoming(self, now: datetime) -> "EventQuerySet":
        return self.alias(over=Coalesce("ends", "starts")).filter(over__gte=now).order_by("starts", "title")

    def past(self, now: datetime) -> "EventQuerySet":
        return self.alias(over=Coalesce("ends", "starts")).filter(over__lt=now).order_by("-starts", "title")


class EventPage(OfficePage):
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    zone = models.CharField(_("time zone of the place"), max_length=40, choices=zones.choices, default="America/New_York")
    whole_days = models.BooleanField(_("show only the days"), default=False)
    place = models.CharField(_("place"), max_length=160, help_text=_("The house and the city, or “online”."))
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    mission = models.CharField(_("mission"), max_length=20, choices=Mission, blank=True)
    picture = models.ForeignKey(
        "website.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registration_url = models.URLField(_("where to register"), blank=True)
    agreements = ParentalManyToManyField(
        Agreement,
        verbose_name=_("agreements"),
        blank=True,
        related_name="+",
        limit_choices_to=public_agreements,
        help_text=_("To which it belongs: each names the other on its page."),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *OfficePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("zone")]),
                FieldPanel("whole_days"),
                FieldPanel("place"),
                FieldPanel("address"),
                FieldPanel("registration_url"),
            ],
            heading=_("When and where"),
        ),
        FieldPanel("mission"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("agreements", widget=forms.CheckboxSelectMultiple),
    ]
    search_fields = [*OfficePage.search_fields, index.FilterField("starts"), index.FilterField("mission")]
    parent_page_types = ["website.EventIndexPage"]
    subpage_types = []
    emblem = "event"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("An event ends after it begins.")})

    @property
    def is_past(self) -> bool:
        return (self.ends or self.starts) < timezone.now()

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "others": self.pages(EventPage, request).exclude(pk=self.pk).upcoming(timezone.now())[:3],
            # What became reserved meanwhile is not named any more.
            "belongs_to": [each for each in self.agreements.all() if each.public and each.concluded],
        }
