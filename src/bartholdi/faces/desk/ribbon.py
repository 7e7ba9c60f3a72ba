"""What stands above each page of a rehearsal: as whom one looks, at which moment, and the ways from here; and what reviewers will read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from bartholdi.cores import formspec
from bartholdi.faces.desk.forms.looking import MOMENTS, named
from bartholdi.office.applications.looking import Role, is_near, moments
from bartholdi.office.applications.models import Submission
from bartholdi.office.lib import countries
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.queries import spec_of

LATEST = 9_999_999_999  # seconds since 1970: no clock of ours goes further


@dataclass(frozen=True)
class Ribbon:
    """`moments`: each with its words, its address, and whether it is this one."""

    call: Call
    role: Role
    label: str
    at: datetime
    prefix: str
    choose: str
    moments: list[tuple[Any, str, bool]]


def of(rehearsal: Call, who: str, at: int, *, by: Any) -> Ribbon | None:
    """None where nobody is meant as whom this person can look, or no moment near it. To be asked before any address gets its prefix."""
    label = next((said for _group, choices in named(rehearsal, by) for key, said in choices if key == who), None)
    found = instant(str(at))
    if label is None or found is None or not is_near(rehearsal, found):
        return None
    kind, _dash, pk = who.partition("-")
    return Ribbon(
        call=rehearsal,
        role=Role(kind, int(pk or 0)),
        label=label,
        at=found,
        prefix=address(rehearsal, who, at),
        choose=f"{reverse('desk:call-look', args=[rehearsal.pk])}?who={who}&at={at}",
        moments=[
            (MOMENTS[key], address(rehearsal, who, int(each.timestamp())), int(each.timestamp()) == at)
            for key, each in moments(rehearsal).items()
        ],
    )


def address(rehearsal: Call, who: str, at: int) -> str:
    return reverse("desk:call-look-as", args=[rehearsal.pk, who, at])


def instant(text: str) -> datetime | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LATEST))):
        return None
    return datetime.fromtimestamp(int(text), UTC)


def read(call: Call, chosen: str) -> dict[str, Any]:
    """Blind where the call is; one application, and the way to each other one."""
    if call.standing != "closed":
        return {"sent": [], "one": None}
    sent = list(Submission.objects.filter(application__call=call).select_related("application").order_by("application__serial"))
    one = next((each for each in sent if str(each.application_id) == chosen), sent[0] if sent else None)
    if one is None:
        return {"sent": sent, "one": None}
    html = formspec.html(
        spec_of(one.edition_id), one.answers, language(), blind=call.blind, countries=countries.names(language()), heading=3
    )
    return {"sent": sent, "one": one, "answers": mark_safe(html)}  # noqa: S308  formspec escapes everything
