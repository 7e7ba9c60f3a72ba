"""What each role would find on the day of a rehearsal's clock: read only, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext, ngettext

from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import HANDED_IN
from bartholdi.office.lib import times
from bartholdi.office.programmes.models import Call


@dataclass(frozen=True)
class Sight:
    role: str
    sentences: list[str]


def on_the_day(call: Call) -> list[Sight]:
    standing = call.standing
    return [
        Sight(gettext("Everybody"), of_the_public(call, standing)),
        Sight(gettext("Applicant"), of_the_applicant(call, standing)),
        Sight(gettext("Writer of a letter"), of_the_writer(call)),
        Sight(gettext("Reviewer"), of_the_reviewer(call, standing)),
        Sight(gettext("Officer"), of_the_officer(call)),
    ]


def of_the_public(call: Call, standing: str) -> list[str]:
    said = {
        "coming": gettext("The page says when the call opens; nobody can begin."),
        "open": gettext("The page counts the days left, and has the button to begin."),
        "closed": gettext("The page says that the call is closed."),
    }
    now = call.moment()
    past = [each.label for each in call.milestones.filter(public=True, at__lte=now)]
    return [said[standing], *([gettext("Behind us: %(dates)s.") % {"dates": ", ".join(past)}] if past else [])]


def of_the_applicant(call: Call, standing: str) -> list[str]:
    if standing == "coming":
        return [gettext("They cannot begin yet.")]
    if standing == "open" and call.closes_at:
        until = times.instant(call.closes_at, call.zone)
        return [gettext("They write, submit, and can change what they sent until %(when)s.") % {"when": until}]
    if call.closes_at and call.moment() < call.closes_at + call.grace:
        return [gettext("The call is closed, but who was sending is still taken: the grace runs.")]
    return [gettext("They read what they sent; nothing can be changed any more.")]


def of_the_writer(call: Call) -> list[str]:
    now, found = call.moment(), []
    for letter in call.letters.all():
        if letter.closes_at is None:
            continue
        facts = {"letter": letter, "when": times.instant(letter.closes_at, call.zone)}
        if now < letter.closes_at:
            found.append(gettext("“%(letter)s” can be written until %(when)s.") % facts)
        elif now < letter.closes_at + letter.grace:
            found.append(gettext("“%(letter)s” was due on %(when)s; it is still taken.") % facts)
        else:
            found.append(gettext("“%(letter)s” cannot be written any more.") % facts)
    return found or [gettext("This call asks for no letter.")]


def of_the_reviewer(call: Call, standing: str) -> list[str]:
    if standing != "closed":
        return [gettext("They see no application before the call has closed.")]
    return [gettext("%(panel)s: reviews can begin.") % {"panel": panel} for panel in call.panels.all()]


def of_the_officer(call: Call) -> list[str]:
    """What had been begun and handed in by the hour of the clock."""
    now = call.moment()
    rows = Application.objects.filter(call=call, started_at__lte=now)
    sent = Count("pk", filter=Q(submitted_at__lte=now, state__in=HANDED_IN))
    counted = rows.aggregate(begun=Count("pk"), sent=sent)
    begun = ngettext("%(n)s application was begun", "%(n)s applications were begun", counted["begun"]) % {"n": counted["begun"]}
    handed = ngettext("%(n)s of them was submitted.", "%(n)s of them were submitted.", counted["sent"]) % {"n": counted["sent"]}
    return [f"{begun}; {handed}" if counted["begun"] else gettext("Nothing was begun yet.")]
