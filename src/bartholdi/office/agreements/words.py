"""What the journal says of the acts on agreements, and the words for days and what is missing."""

from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.office.agreements import terms
from bartholdi.office.agreements.terms import Missing
from bartholdi.office.lib import times
from bartholdi.office.lib.bilingual import language

ACTS = {
    "agreements.add_agreement": _("put an agreement into the register"),
    "agreements.change_agreement": _("changed an agreement"),
    "agreements.add_part": _("added a part to an agreement"),
    "agreements.change_part": _("changed a part of an agreement"),
    "agreements.remove_part": _("removed a part of an agreement"),
    "agreements.negotiate": _("opened the negotiation of an agreement"),
    "agreements.sign": _("recorded the signature of an agreement"),
    "agreements.accede": _("recorded that a party joined an agreement"),
    "agreements.rename": _("renamed an agreement"),
    "agreements.denounce": _("recorded the denunciation of an agreement"),
    "agreements.take_back_denunciation": _("recorded that a denunciation was taken back"),
    "agreements.replace": _("recorded that an agreement was replaced"),
    "agreements.abandon": _("abandoned an agreement"),
    "agreements.resume": _("took up the negotiation of an agreement again"),
    "agreements.publish": _("made an agreement public"),
    "agreements.withdraw": _("took an agreement off the website"),
    "agreements.say_carried": _("said that a dispatch carries an agreement"),
    "agreements.take_carried_back": _("took back that a dispatch carries an agreement"),
}
STANDINGS: dict[str, str | Promise] = {
    "draft": pgettext_lazy("agreement", "In preparation"),
    "negotiation": pgettext_lazy("agreement", "In negotiation"),
    "waiting": pgettext_lazy("agreement", "Signed, not in force yet"),
    "coming": pgettext_lazy("agreement", "Enters into force later"),
    "in_force": pgettext_lazy("agreement", "In force"),
    "leaving": pgettext_lazy("agreement", "Denounced, still in force"),
    "ended": pgettext_lazy("agreement", "Ended"),
    "abandoned": pgettext_lazy("agreement", "Abandoned"),
}
MONTHS_AFTER = {
    1: _("On the first day of the month after the last notification"),
    2: _("On the first day of the second month after the last notification"),
    3: _("On the first day of the third month after the last notification"),
}
# For the public, and for lists of what was concluded.
PUBLIC = ("in_force", "leaving", "coming", "waiting", "ended")


def missing(found: Missing, country: str) -> str:
    """A sentence of what entry into force still waits for; `country` is the name of the side in the reader's language."""
    match found.what:
        case "signature":
            return gettext("The agreement is not signed yet.")
        case "day":
            return gettext("The text names a day on which it enters into force: write that day.")
        case "sides":
            return gettext("It enters into force after notifications: say which sides notify each other.")
    return gettext("The notification of this side has not been recorded: %(side)s.") % {"side": country}


def rule_of_entry(entry: str, number: int) -> str:
    """How it enters into force, in one sentence."""
    match entry:
        case "month_after":
            return str(MONTHS_AFTER.get(number, _("On the first day of the month, %(n)s months after the last notification"))) % {
                "n": number
            }
        case "days_after":
            return npgettext(
                "entry into force", "%(n)s day after the last notification", "%(n)s days after the last notification", number
            ) % {"n": number}
        case "day":
            return gettext("On the day that the text names")
    return gettext("On the day of signature")


def months(number: int) -> str:
    """18 months; 5 years."""
    if number and number % 12 == 0:
        return npgettext("duration", "%(n)s year", "%(n)s years", number // 12) % {"n": number // 12}
    return npgettext("duration", "%(n)s month", "%(n)s months", number) % {"n": number}


def duration(agreement: Any) -> str:
    if agreement.last_day:
        return gettext("Until %(day)s") % {"day": times.day(agreement.last_day)}
    return months(agreement.lasts_months) if agreement.lasts_months else gettext("No end is said")


def renewal(agreement: Any) -> str:
    if not agreement.renewed_months:
        return ""
    return gettext("Tacit, each time by %(duration)s") % {"duration": months(agreement.renewed_months)}


def denunciation(agreement: Any) -> str:
    """Only what the text says: neither notice nor period, nothing."""
    how = capfirst(str(agreement.get_leaving_display()))
    if agreement.notice_months:
        return gettext("%(how)s, with notice of %(duration)s") % {"how": how, "duration": months(agreement.notice_months)}
    return how if agreement.leaving == terms.AT_PERIOD_END else ""


def languages(agreement: Any) -> str:
    """The languages by their names, and which text prevails."""
    known = Locale(language()).languages
    codes = agreement.languages.split()
    named = ", ".join(str(known.get(code, code)) for code in codes)
    if len(codes) < 2:
        return named
    return gettext("%(languages)s; prevails: %(text)s") % {"languages": named, "text": agreement.get_prevails_display()}


def in_a_sentence(agreement: Any, today: date) -> str:
    """How it stands on this day, with the day that matters most."""
    said = {"from": _day(agreement.enters_on), "until": _day(agreement.ends_on)}
    match agreement.standing_on(today):
        case "in_force" if agreement.ends_on:
            return gettext("In force since %(from)s, until %(until)s.") % said
        case "in_force":
            return gettext("In force since %(from)s.") % said
        case "leaving":
            return gettext("Denounced; in force until %(until)s.") % said
        case "coming":
            return gettext("Signed; enters into force on %(from)s.") % said
        case "ended" if agreement.was_in_force:
            return gettext("Held until %(until)s.") % said
        case "ended":
            return gettext("Ended before it entered into force.")
        case "waiting":
            return gettext("Signed, and not in force yet.")
        case "abandoned":
            return gettext("Abandoned before it was signed.")
    return gettext("Not signed yet.")


def _day(day: date | None) -> str:
    return times.day(day) if day else ""


def dated(day: date, *, month_only: bool) -> str:
    """A day; or its month, where no more is known."""
    if not month_only:
        return times.day(day)
    return str(format_date(day, "MMMM y", Locale(language())))


def joined(party: Any) -> str:
    """Since when, where the party came in later."""
    if party.joined_on is None:
        return ""
    return gettext("joined: %(day)s") % {"day": dated(party.joined_on, month_only=party.month_only)}
