"""People the office knows, with or without an account, and the organisations they belong to or belonged to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bartholdi.office.directory.models.columns import check_orcid
from bartholdi.office.directory.models.organisation import Organisation
from bartholdi.office.lib.searching import Searchable, matching


class PersonQuerySet(models.QuerySet["Person"]):
    def search(self, query: str) -> PersonQuerySet:
        return self.filter(matching(query))

    def visible_to(self, user: Any) -> PersonQuerySet:
        """Staff see everybody; everybody else sees what is kept about themselves."""
        return self.all() if user.is_staff else self.filter(account_id=user.pk, account__isnull=False)


class Person(Searchable):
    """One name as the person writes it. `languages` are those they work in, as two-letter codes between spaces."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=200)
    orcid = models.CharField(
        _("ORCID identifier"),
        max_length=19,
        unique=True,
        null=True,
        blank=True,
        validators=[check_orcid],
        error_messages={"unique": _("There is a person with this ORCID identifier already.")},
    )
    languages = models.CharField(_("working languages"), max_length=40, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="directory_person_has_a_name"),
            models.CheckConstraint(condition=Q(orcid=None) | ~Q(orcid=""), name="directory_person_orcid_is_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.orcid = self.orcid or None

    def searched(self) -> tuple[str, ...]:
        own = (self.name, self.orcid or "")
        return own if self._state.adding else (*own, *(each.address for each in self.addresses.all()))


class PersonAddress(models.Model):
    """An e-mail address the office writes to; who has an account keeps theirs there."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    address = models.EmailField(_("e-mail address"), max_length=254, unique=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("e-mail address")
        verbose_name_plural = _("e-mail addresses")
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="directory_address_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.address


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def on(self, day: date) -> AffiliationQuerySet:
        """Those that hold on this day; an unknown beginning lies before every day."""
        return self.filter(Q(starts=None) | Q(starts__lte=day), Q(ends=None) | Q(ends__gte=day))


class Affiliation(models.Model):
    """Somebody is or was somewhere. `ends` empty: still."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliations", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    starts = models.DateField(_("since"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "-starts", "pk"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(starts__lte=F("ends")),
                name="directory_affiliation_starts_before_it_ends",
                violation_error_message=_("An affiliation cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "starts"],
                name="directory_affiliation_once",
                violation_error_message=_("This affiliation is there already."),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(starts=None),
                name="directory_affiliation_once_since_ever",
                violation_error_message=_("This affiliation is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"
