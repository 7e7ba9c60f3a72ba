"""Calls as the public reads of them; a page that belongs to a call of the desk shows the desk's dates."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, When
from django.db.models.functions import Coalesce
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
from bartholdi.faces.website.listed import going, over
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.workflow import State

MOST_CLOSED = 24


class OpportunityIndexPage(OfficePage):
    """What is open, what is coming, what has closed: every call of the site, wherever it stands."""

    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.CallPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of calls")
        verbose_name_plural = _("lists of calls")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        now, pages = timezone.now(), self.pages(CallPage, request)
        listed = [*going(pages, request, now), *over(pages, request, now, most=MOST_CLOSED)]
        return {standing: [call for call in listed if call.standing == standing] for standing in ("open", "coming", "closed")}


def dated(of_the_desk: str, of_the_page: str) -> Coalesce:
    """The date of the desk's call once that is public, else the page's own."""
    public = Case(When(call__state__in=PUBLIC, then=f"call__{of_the_desk}"), output_field=models.DateTimeField())
    return Coalesce(public, of_the_page)


PUBLIC = (State.ANNOUNCED, State.CONCLUDED)


class CallPageQuerySet(PageQuerySet):
    def with_dates(self) -> "CallPageQuerySet":
        return self.select_related("call").alias(opening_at=dated("opens_at", "opens"), closing_at=dated("closes_at", "closes"))

    def open(self, now: datetime) -> "CallPageQuerySet":
        started = models.Q(opening_at=None) | models.Q(opening_at__lte=now)
        running = models.Q(closing_at=None) | models.Q(closing_at__gt=now)
        return self.with_dates().filter(started).filter(running).order_by("closing_at", "title")

    def coming(self, now: datetime) -> "CallPageQuerySet":
        return self.with_dates().filter(opening_at__gt=now).order_by("opening_at", "title")

    def closed(self, now: datetime) -> "CallPageQuerySet":
        return self.with_dates().filter(closing_at__lte=now).order_by("-closing_at", "title")


class CallPage(OfficePage):
    for_whom = RichTextField(_("for whom"), features=TEXT)
    what_one_gets = RichTextField(_("what one gets"), features=TEXT)
    what_is_needed = RichTextField(_("what is needed"), features=TEXT)
    until_when = models.CharField(
        _("until when, in words"), max_length=300, blank=True, help_text=_("Where there is no single deadline, or to explain it.")
    )
    call = models.ForeignKey(
        Call,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"rehearsal_of": None},
        related_name="pages",
        verbose_name=_("call of the desk"),
        help_text=_("Once it is announced, its dates are shown in place of those below."),
    )
    opens = models.DateTimeField(_("opens"), null=True, blank=True)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)
    zone = models.CharField(_("time zone of the call"), max_length=40, choices=zones.choices, default="America/New_York")
    start_url = models.URLField(_("where to start"), blank=True)
    start_label = models.CharField(_("words of the start button"), max_length=80, blank=True)
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(CallPageQuerySet)()

    content_panels = [
        *OfficePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("call"),
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
    def run_by(self) -> Call | None:
        """The desk's call, once it is public."""
        return self.call if self.call is not None and self.call.state in PUBLIC else None

    @property
    def opening(self) -> datetime | None:
        return self.run_by.opens_at if self.run_by else self.opens

    @property
    def closing(self) -> datetime | None:
        return self.run_by.closes_at if self.run_by else self.closes

    @property
    def clock(self) -> str:
        """The zone whose clock decides."""
        return self.run_by.zone if self.run_by else self.zone

    @property
    def standing(self) -> str:
        """Computed from the dates, never stored: coming, open or closed."""
        now = timezone.now()
        if self.opening and self.opening > now:
            return "coming"
        return "closed" if self.closing and self.closing <= now else "open"

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {"programme": self.get_parent()}
