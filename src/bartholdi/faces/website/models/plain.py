"""A page of text: about, contact, and the accessibility, privacy and legal pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from bartholdi.faces.website.blocks import BodyBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.faces.website.models.pages import OfficePage


class PlainPage(OfficePage):
    body = BlocksField(BodyBlock(), verbose_name=_("text"), blank=True)
    in_footer = models.BooleanField(_("show at the foot of every page"), default=False)

    content_panels = [*OfficePage.content_panels, FieldPanel("body")]
    promote_panels = [*OfficePage.promote_panels, FieldPanel("in_footer")]
    parent_page_types = ["website.HomePage", "website.PlainPage"]
    subpage_types = ["website.PlainPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        return {"below": self.pages(PlainPage, request).child_of(self)}
