"""The list of the agreements that the office has made public; each has its page by itself, as the calls of the desk have."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.agreements import TONES
from bartholdi.faces.website.models.pages import OfficePage
from bartholdi.office.agreements import queries, words
from bartholdi.office.agreements.models import Agreement


class AgreementIndexPage(OfficePage):
    """What is in force, what is coming, and what has ended."""

    parent_page_types = ["website.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of agreements")
        verbose_name_plural = _("lists of agreements")

    def around(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        rows: dict[str, list[Agreement]] = {standing: [] for standing in words.PUBLIC}
        for agreement in queries.in_public_lists(Agreement.objects.public()):
            rows[agreement.standing_on(today)].append(agreement)
        return {"groups": [(words.STANDINGS[each], TONES[each], found) for each, found in rows.items() if found]}
