"""As whom, and at which moment, an officer looks at a rehearsal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.moments import Hour, joined, parted
from bartholdi.faces.ui.countries import country_name
from bartholdi.faces.ui.forms import Day, Form
from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications import looking
from bartholdi.office.applications.looking import Role
from bartholdi.office.lib import times
from bartholdi.office.programmes.models import Call

EXACT = "exact"
MOMENTS: dict[str, str | Promise] = {
    "before": _("Before it opens"),
    "open": _("While it is open"),
    "last_hour": _("In the last hour"),
    "after": _("After it has closed"),
}
Choices = list[tuple[str, str]]


def named(rehearsal: Call, by: Any) -> list[tuple[str, Choices]]:
    """Everybody as whom this person can look, by what they are to the call: who reads no cases has no officer's pages here either."""
    leads = [(str(Role(looking.LEAD, each.pk)), said_of_lead(each)) for each in looking.leads(rehearsal)]
    writers = [(str(Role(looking.WRITER, each.pk)), said_of_writer(each)) for each in looking.letters(rehearsal)]
    invited = rehearsal.invitations.select_related("organisation")
    nominators = [(str(Role(looking.NOMINATOR, each.pk)), str(each.organisation)) for each in invited]
    officer = [(looking.OFFICER, gettext("Officer"))] if reads_cases(by) else []
    groups = [
        (gettext("The public"), [(looking.VISITOR, gettext("Visitor, not signed in"))]),
        (gettext("Applicants"), leads),
        (gettext("Writers of letters, by their link"), writers),
        (gettext("Invited institutions, by their link"), nominators),
        (gettext("The office"), [*officer, (looking.REVIEWER, gettext("Reviewer"))]),
    ]
    return [(group, choices) for group, choices in groups if choices]


def said_of_lead(party: Any) -> str:
    side = f", {country_name(party.side.country)}" if party.side else ""
    return f"{party.name}{side} – {party.application.reference}"


def said_of_writer(letter: Any) -> str:
    return f"{letter.party.name}, {letter.requirement.label} – {letter.application.reference}"


def dated(key: str, at: datetime, rehearsal: Call) -> str:
    return gettext("%(moment)s: %(when)s") % {"moment": MOMENTS[key], "when": times.instant(at, rehearsal.zone)}


class LookForm(Form):
    who = forms.ChoiceField(label=_("Look as"))
    moment = forms.ChoiceField(label=_("At which moment"), widget=forms.RadioSelect)
    clock_on = Day(label=_("Day of the other moment"), required=False)
    clock_at = Hour(label=_("Hour of the other moment"), required=False)

    def __init__(self, *args: Any, rehearsal: Call, by: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rehearsal, self.moments = rehearsal, looking.moments(rehearsal)
        said = [(key, dated(key, at, rehearsal)) for key, at in self.moments.items()]
        self.fields["who"].choices = named(rehearsal, by)  # type: ignore[attr-defined]
        self.fields["moment"].choices = [*said, (EXACT, _("At another moment, by the clock of the call"))]  # type: ignore[attr-defined]

    @staticmethod
    def first(rehearsal: Call, who: str, at: datetime | None) -> dict[str, Any]:
        """What is chosen when it is drawn: where one comes from, or the middle of the call."""
        key = next((key for key, moment in looking.moments(rehearsal).items() if moment == at), EXACT if at else "open")
        return {"who": who, "moment": key, **(parted("clock", at, rehearsal.zone) if at and key == EXACT else {})}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("moment") != EXACT or self.errors:
            return given
        at = joined(given.get("clock_on"), given.get("clock_at"), self.rehearsal.zone)
        if at is None:
            self.add_error("clock_on", _("Give the day and the hour of the other moment."))
        elif not looking.is_near(self.rehearsal, at):
            self.add_error("clock_on", _("Choose a day within ten years of the opening."))
        return given

    def at(self) -> datetime:
        given = self.cleaned_data
        if given["moment"] != EXACT:
            return self.moments[given["moment"]]
        found = joined(given["clock_on"], given["clock_at"], self.rehearsal.zone)
        return found or datetime.now(UTC)  # `clean` has asked for both
