"""The office's own data, as one page of settings in both languages."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from bartholdi.faces.website import zones
from bartholdi.faces.website.blocks import PlaceBlock, SocialBlock
from bartholdi.faces.website.fields import BlocksField
from bartholdi.office.lib import identity
from bartholdi.office.lib.bilingual import Bilingual


class Accent(models.TextChoices):
    """The one accent of the place; each is checked for contrast in both schemes."""

    VERDIGRIS = "verdigris", _("Verdigris")
    BLUE = "blue", _("Blue")
    COPPER = "copper", _("Copper")


@register_setting(icon="home")
class OfficeSettings(BaseSiteSetting):
    name_en = models.CharField(_("name in English"), max_length=120, default="Office for Science and Technology")
    name_fr = models.CharField(_("name in French"), max_length=120, default="Office pour la science et la technologie")
    parent_en = models.CharField(_("belongs to, in English"), max_length=160, blank=True, help_text=_("Such as the embassy."))
    parent_fr = models.CharField(_("belongs to, in French"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=200, blank=True)
    tagline_fr = models.CharField(_("tagline in French"), max_length=200, blank=True)
    footer_note_en = models.TextField(_("note at the foot of every page, in English"), max_length=500, blank=True)
    footer_note_fr = models.TextField(_("note at the foot of every page, in French"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    zone = models.CharField(_("time zone of the office"), max_length=40, choices=zones.choices, default="America/New_York")
    places = BlocksField([("place", PlaceBlock())], verbose_name=_("places"), blank=True)
    social = BlocksField([("network", SocialBlock())], verbose_name=_("social networks"), blank=True)
    accent = models.CharField(_("accent colour"), max_length=20, choices=Accent, default=Accent.VERDIGRIS)
    security_email = models.EmailField(
        _("address for reports of weaknesses"), blank=True, help_text=_("Published in /.well-known/security.txt.")
    )

    name = Bilingual("name")
    parent = Bilingual("parent")
    tagline = Bilingual("tagline")
    footer_note = Bilingual("footer_note")

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(f"{name}_en"), FieldPanel(f"{name}_fr")])
                for name in ("name", "parent", "tagline", "footer_note")
            ],
            heading=_("Who we are"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("zone"), FieldPanel("security_email")],
            heading=_("How to reach us"),
        ),
        FieldPanel("places"),
        FieldPanel("social"),
        FieldPanel("accent"),
    ]

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        identity.forget()


def names() -> identity.Names | None:
    """The office's name for letters and for the other faces; None before an editor has saved this page."""
    saved = OfficeSettings.objects.values("name_en", "name_fr").first()
    return {"en": saved["name_en"], "fr": saved["name_fr"]} if saved else None
