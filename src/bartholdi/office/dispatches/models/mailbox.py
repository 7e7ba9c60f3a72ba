"""Mailboxes: posts and roles that send and receive dispatches, here or at another installation, and the people who hold them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.lib.bilingual import Bilingual
from bartholdi.office.lib.searching import Searchable, matching

POST = RegexValidator(
    r"\A[A-Z][A-Z0-9-]{1,23}\Z", _("Capital letters, digits and hyphens, such as WASHINGTON or PARIS-RECHERCHE.")
)


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def visible_to(self, user: Any) -> MailboxQuerySet:
        """Staff read the directory of mailboxes; everybody else those they hold, and those one may write to from there."""
        if getattr(user, "is_staff", False):
            return self.all()
        return self.open() if Holder.objects.current().filter(user_id=getattr(user, "pk", None) or 0).exists() else self.none()

    def open(self) -> MailboxQuerySet:
        return self.filter(closed_on=None)

    def here(self) -> MailboxQuerySet:
        return self.filter(here=True)

    def held_by(self, user: Any) -> MailboxQuerySet:
        """At this moment: who held it once reads nothing of it any more."""
        held = Holder.objects.current().filter(user_id=getattr(user, "pk", None) or 0)
        return self.filter(pk__in=held.order_by().values("mailbox"))

    def search(self, query: str) -> MailboxQuerySet:
        return self.filter(matching(query))


class Mailbox(Searchable):
    """`post` is what dispatches are numbered under. `here`: this installation keeps it and somebody holds it; else it is a
    correspondent's, reached at `address` by e-mail, or only by a file that somebody carries where there is no address."""

    class Kind(models.TextChoices):
        POST = "post", pgettext_lazy("mailbox", "Post")
        ROLE = "role", pgettext_lazy("mailbox", "Role")

    post = models.CharField(_("post"), max_length=24, unique=True, validators=[POST])
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.POST)
    here = models.BooleanField(_("kept at this installation"), default=True)
    address = models.EmailField(_("address for sealed e-mail"), max_length=254, blank=True)
    certifier = models.BooleanField(_("endorses the certificates of others"), default=False)
    two_persons = models.BooleanField(_("a second person releases what leaves"), default=False)
    recovery = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recovers",
        verbose_name=_("mailbox whose key is kept for recovery"),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("sealed texts are kept so many days"), default=1096, validators=[MinValueValidator(1), MaxValueValidator(20_000)]
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    name = Bilingual("name")
    objects = MailboxQuerySet.as_manager()

    class Meta:
        ordering = ["post"]
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        constraints = [
            models.CheckConstraint(
                condition=Q(recovery=None) | ~Q(recovery=F("pk")),
                name="dispatches_recovery_by_another",
                violation_error_message=_("A mailbox cannot be its own recovery: choose another one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.name}"

    def searched(self) -> tuple[str, ...]:
        return (self.post, self.name_en, self.name_fr, self.address)


class HolderQuerySet(models.QuerySet["Holder"]):
    def current(self) -> HolderQuerySet:
        return self.filter(until=None)


class Holder(models.Model):
    """Who holds a mailbox, since when and until when. What they may read ends with it; what their key opens, only a rotation ends."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("holder"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True, editable=False)

    objects = HolderQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("holder of a mailbox")
        verbose_name_plural = _("holders of mailboxes")
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "user"],
                condition=Q(until=None),
                name="dispatches_holder_once",
                violation_error_message=_("This person holds the mailbox already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
