"""Extensions of a deadline: for one person, for one application, or for everyone, each with its reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models.application import Application
from bartholdi.office.programmes.models import Call


class Granted(models.Model):
    """What every extension says. A group is several rows of one act, with the same `batch`."""

    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=500)
    batch = models.UUIDField(null=True, blank=True, editable=False)
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)
    given_by = models.CharField(_("given by"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.until.isoformat()}: {self.reason}"


class Extension(Granted):
    """`application` and `user` empty: for everyone."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="extensions")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, blank=True, related_name="extensions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta(Granted.Meta):
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")


class PromisedExtension(Granted):
    """For somebody who has no account yet, by their address: whoever proves that it is theirs has the extension.

    A table of its own, because a row of `Extension` without a user would be one for everyone.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="promised_extensions")
    email = models.EmailField(_("e-mail address"), max_length=254, db_index=True)

    journal_secret = ("email",)

    class Meta(Granted.Meta):
        verbose_name = _("extension for an address")
        verbose_name_plural = _("extensions for addresses")
