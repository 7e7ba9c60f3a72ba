"""What a person keeps of the look for themselves: views of a list saved under a name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> SavedViewQuerySet:
        """One's own; and, among staff, what colleagues share. Visitors of a public list have none."""
        if not user.is_authenticated:
            return self.none()
        shared = Q(shared=True) if user.is_staff else Q()
        return self.filter(Q(owner=user) | shared)

    def own(self, user: Any) -> SavedViewQuerySet:
        return self.filter(owner=user)

    def on(self, listing: str) -> SavedViewQuerySet:
        return self.filter(listing=listing)


class SavedView(models.Model):
    """The query string of a list, as it was understood: what it finds is asked anew each time, for whoever asks."""

    listing = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(max_length=4_000, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    shared = models.BooleanField(_("shared with all staff"), default=False)
    opens = models.BooleanField(_("opens with the list"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(fields=["owner", "listing", "name"], name="ui_savedview_name_once_per_list"),
            models.UniqueConstraint(fields=["owner", "listing"], condition=Q(opens=True), name="ui_savedview_one_opens"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The query string that opens it, on the page of its list."""
        return "&".join(part for part in (self.query, f"view={self.pk}") if part)
