"""Organisations: what they are called, where they are, what they belong to, and how their people's addresses end."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bartholdi.office.directory.models.columns import COUNTRIES, check_country, check_ror
from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.searching import Searchable, matching, words


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active(self) -> OrganisationQuerySet:
        """Neither merged into another, nor withdrawn by the registry."""
        return self.filter(merged_into=None, withdrawn=False)

    def search(self, query: str) -> OrganisationQuerySet:
        return self.filter(matching(query))

    def visible_to(self, user: Any) -> OrganisationQuerySet:
        """The whole directory is for staff; everybody else finds single organisations by the look-up."""
        return self.all() if user.is_staff else self.none()


class Organisation(Searchable):
    """Bare facts. `edited`: the office wrote them, and a load leaves them alone. Merged and withdrawn rows stay: others name them."""

    ror = models.CharField(
        _("ROR identifier"),
        max_length=9,
        unique=True,
        null=True,
        blank=True,
        validators=[check_ror],
        error_messages={"unique": _("There is an organisation with this ROR identifier already.")},
    )
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    region = models.CharField(_("region or state"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, validators=[check_country])
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    website = models.URLField(_("web address"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    withdrawn = models.BooleanField(_("withdrawn by the registry"), default=False)
    edited = models.BooleanField(_("edited by the office"), default=False)
    filed_under = models.CharField(_("filed under"), max_length=300, editable=False, db_index=True)
    source_digest = models.CharField(max_length=64, editable=False, blank=True)

    name = Bilingual("name")
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["filed_under", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["country", "filed_under"], name="directory_by_country")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="") | ~Q(name_fr=""),
                name="directory_organisation_has_a_name",
                violation_error_message=_("An organisation needs a name, in English or in French."),
            ),
            models.CheckConstraint(
                condition=Q(ror=None) | ~Q(ror=""),
                name="directory_organisation_ror_is_something",
                violation_error_message=_("A ROR identifier is either whole or not there."),
            ),
            models.CheckConstraint(
                condition=Q(country__in=sorted(COUNTRIES)),
                name="directory_organisation_country_exists",
                violation_error_message=_("There is no country with this code."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,  # said, because a comparison with nothing is neither true nor false, and would pass
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="directory_organisation_is_on_earth",
                violation_error_message=_("Give both or neither: a latitude from -90 to 90, and a longitude from -180 to 180."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="directory_organisation_not_merged_into_itself",
                violation_error_message=_("An organisation cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.ror = self.ror or None

    def save(self, **kwargs: object) -> None:
        self.filed_under = filing_name(self)
        super().save(**kwargs)

    def searched(self) -> tuple[str, ...]:
        """With the other names and the domains, once the row has a key to hang them on."""
        own = (self.name_en, self.name_fr, self.acronym, self.city, self.ror or "")
        if self._state.adding:
            return own
        return (*own, *(name.text for name in self.names.all()), *(each.domain for each in self.domains.all()))

    @property
    def state(self) -> str:
        return "merged" if self.merged_into_id else "withdrawn" if self.withdrawn else "active"

    @property
    def current(self) -> Organisation:
        """Where a merged organisation's affairs are now; merges are kept one step deep."""
        return self.merged_into or self


def filing_name(organisation: Organisation) -> str:
    """The same alphabetical order on every database: É beside E."""
    return " ".join(words(organisation.name_en or organisation.name_fr))[:300]


class OrganisationName(models.Model):
    """Every further name: former, short, in a third language."""

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        ALIAS = "alias", _("also known as")
        ACRONYM = "acronym", _("acronym")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=8, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ALIAS)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text"], name="directory_name_once"),
            models.CheckConstraint(condition=~Q(text=""), name="directory_name_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=["name", "alias", "acronym"]), name="directory_name_kind"),
        ]

    def __str__(self) -> str:
        return self.text


class OrganisationDomain(models.Model):
    """How its people's e-mail addresses end. Several organisations may share one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("domain"), max_length=253, db_index=True)

    class Meta:
        ordering = ["domain"]
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "domain"], name="directory_domain_once"),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="directory_domain_in_lower_case"),
            models.CheckConstraint(condition=~Q(domain=""), name="directory_domain_not_empty"),
        ]

    def __str__(self) -> str:
        return self.domain


class OrganisationLink(models.Model):
    """`child` belongs to `parent`; a laboratory has several. Services and loads keep it free of circles."""

    class Kind(models.TextChoices):
        PART = "part", _("part of")
        SUPERVISED = "supervised", _("supervised by")

    child = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="child_links")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PART)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link between organisations")
        verbose_name_plural = _("links between organisations")
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="directory_link_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="directory_link_not_to_itself"),
            models.CheckConstraint(condition=Q(kind__in=["part", "supervised"]), name="directory_link_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} → {self.parent_id}"
