"""Programmes as the public reads of them: what they offer, to whom, and every name they bore."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from bartholdi.faces.website.blocks import TEXT, BodyBlock, ContactBlock, FactBlock, NameBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.listed import of_programme
from bartholdi.faces.website.missions import Mission
from bartholdi.faces.website.models.calls import CallPage
from bartholdi.faces.website.models.pages import OfficePage


class ProgrammeIndexPage(OfficePage):
    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.ProgrammePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        programmes = list(self.pages(ProgrammePage, request).order_by("path"))
        groups = [(mission, [each for each in programmes if each.mission == mission]) for mission in Mission]
        return {"groups": [(mission, found) for mission, found in groups if found]}


class ProgrammePage(OfficePage):
    mission = models.CharField(_("mission"), max_length=20, choices=Mission)
    other_names = models.CharField(
        _("other names"),
        max_length=300,
        blank=True,
        help_text=_("Abbreviations and names people search for, with commas between."),
    )
    for_whom = RichTextField(_("for whom"), features=TEXT)
    what_one_gets = RichTextField(_("what one gets"), features=TEXT)
    what_is_needed = RichTextField(_("what is needed"), features=TEXT)
    until_when = models.CharField(_("until when"), max_length=300, blank=True, help_text=_("The rhythm of its calls, in words."))
    start_url = models.URLField(_("where to start"), blank=True)
    start_label = models.CharField(_("words of the start button"), max_length=80, blank=True)
    facts = BlocksField([("fact", FactBlock())], verbose_name=_("facts and figures"), blank=True)
    names = BlocksField([("name", NameBlock())], verbose_name=_("history of its names"), blank=True)
    contacts = BlocksField([("contact", ContactBlock())], verbose_name=_("contacts"), blank=True)
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *OfficePage.content_panels,
        FieldPanel("mission"),
        FieldPanel("other_names"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("for_whom", "what_one_gets", "what_is_needed", "until_when", "start_url", "start_label")
            ],
            heading=_("In one screen"),
        ),
        FieldPanel("body"),
        FieldPanel("facts"),
        FieldPanel("names"),
        FieldPanel("contacts"),
    ]
    search_fields = [*OfficePage.search_fields, index.FilterField("mission")]
    parent_page_types = ["website.ProgrammeIndexPage"]
    subpage_types = ["website.CallPage"]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {"calls": of_programme(self.pages(CallPage, request).child_of(self), request)}
