"""What the journal says of the acts on agreements, and the words for days and what is missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.office.agreements.terms import Missing

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
            return str(MONTHS_AFTER.get(number, _("On the first day of the month, %(n)s months after the last notification"))) % {"n": number}
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
