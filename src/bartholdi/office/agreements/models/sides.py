"""Who made an agreement: its sides and what each calls it, the parties, and who signed for them by which mandate."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.agreements.models.agreement import A_DAY, Agreement
from bartholdi.office.directory.models import Organisation
from bartholdi.office.directory.models.columns import check_country
from bartholdi.office.lib.bilingual import Bilingual


class Side(models.Model):
    """A country of the cooperation, with its own title of the text, in its language or in both, and the day of its notification."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="sides")
    country = models.CharField(_("country"), max_length=2, validators=[check_country])
    title_en = models.CharField(_("its title, in English"), max_length=400, blank=True)
    title_fr = models.CharField(_("its title, in French"), max_length=400, blank=True)
    notified_on = models.DateField(_("notified on"), null=True, blank=True, validators=A_DAY)

    title = Bilingual("title")

    class Meta:
        ordering = ["pk"]
        verbose_name = pgettext_lazy("agreement", "side")
        verbose_name_plural = pgettext_lazy("agreement", "sides")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "country"],
                name="agreements_side_once",
                violation_error_message=_("This country is a side of the agreement already."),
            ),
            models.CheckConstraint(
                condition=~Q(title_en="") | ~Q(title_fr=""),
                name="agreements_side_has_a_title",
                violation_error_message=_("Write the title that this side gives the text, in its language or in both."),
            ),
        ]

    def __str__(self) -> str:
        return self.country


class Party(models.Model):
    """An organisation of the directory, or a name of its own such as that of a government. `joined_on`: it acceded later."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    side = models.ForeignKey(
        Side, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=pgettext_lazy("agreement", "side")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    joined_on = models.DateField(_("joined on"), null=True, blank=True, validators=A_DAY)
    month_only = models.BooleanField(_("only the month is known"), default=False)

    own_name = Bilingual("name")

    class Meta:
        ordering = [models.F("joined_on").asc(nulls_first=True), "pk"]
        verbose_name = pgettext_lazy("agreement", "party")
        verbose_name_plural = pgettext_lazy("agreement", "parties")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name_en="") & ~Q(name_fr=""),
                name="agreements_party_has_a_name",
                violation_error_message=_("Choose an organisation, or write the name of the party in both languages."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                name="agreements_party_once",
                violation_error_message=_("This organisation is a party already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.own_name or (self.organisation.name if self.organisation else "")

    def names(self) -> tuple[str, ...]:
        directory = (self.organisation.name_en, self.organisation.name_fr, self.organisation.acronym) if self.organisation else ()
        return (self.name_en, self.name_fr, *directory)


class Signatory(models.Model):
    """Who signed, as what, for whom, and what allowed them to; old papers may name the function alone."""

    class Mandate(models.TextChoices):
        OFFICE = "office", _("by virtue of their office")
        POWERS = "powers", _("full powers")
        MINISTER = "minister", _("a minister’s authorisation")
        DELEGATION = "delegation", _("a delegation of their institution")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatories")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="signatories", verbose_name=_("signs for")
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    role_en = models.CharField(_("function, in English"), max_length=200)
    role_fr = models.CharField(_("function, in French"), max_length=200)
    mandate = models.CharField(_("mandate"), max_length=12, choices=Mandate, default=Mandate.OFFICE)
    mandated_on = models.DateField(_("mandate given on"), null=True, blank=True, validators=A_DAY)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, validators=A_DAY)
    public = models.BooleanField(pgettext_lazy("agreement", "shown to the public"), default=True)

    role = Bilingual("role")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.name or capfirst(self.role)

    def clean(self) -> None:
        if self.mandated_on and self.signed_on and self.mandated_on > self.signed_on:
            raise ValidationError(_("A mandate is given before one signs: look at the two days."))

    @property
    def lacks_mandate(self) -> bool:
        """Powers and authorisations are papers with a day; an office or a delegation may be lasting."""
        return self.mandate in {self.Mandate.POWERS, self.Mandate.MINISTER} and self.mandated_on is None
