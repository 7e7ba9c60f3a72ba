"""How long is left, in plain words: days while there are many, hours on the last ones, minutes in the last hour."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, npgettext

BLANK = "{n}"  # where js/countdown.js puts the number
FORMS = (("one", 1), ("other", 2))  # the forms of English and French, as the browser names them


def left(now: datetime, until: datetime) -> str:
    """Rounded down: nobody is promised time that there is not."""
    if until <= now:
        return gettext("The time is over")
    minutes = int((until - now) / timedelta(minutes=1))
    days, hours = minutes // 1_440, minutes // 60
    if days >= 2:
        return _days(days) % {"n": days}
    if hours >= 1:
        words, rest = _hours(hours) % {"n": hours}, _minutes_after(minutes % 60) % {"n": minutes % 60}
        return gettext("%(hours)s and %(minutes)s") % {"hours": words, "minutes": rest}
    if minutes:
        return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}
    return gettext("Less than a minute left")


def drawn(now: datetime, until: datetime, *, ticking: bool) -> SafeString:
    """The sentence, and what the script needs to keep it true. A timer is not read out by itself each time it changes."""
    if not ticking:
        return format_html('<span class="countdown">{}</span>', left(now, until))
    return format_html(
        '<span class="countdown" role="timer" data-until="{}" data-now="{}" data-words="{}">{}</span>',
        *(until.isoformat(), now.isoformat(), json.dumps(_words(), ensure_ascii=False), left(now, until)),
    )


def _words() -> dict[str, str | dict[str, str]]:
    return {
        "days": _forms(_days),
        "hours": _forms(_hours),
        "minutesAfter": _forms(_minutes_after),
        "minutes": _forms(_minutes),
        "secondsAfter": _forms(_seconds_after),
        "seconds": _forms(_seconds),
        "both": gettext("%(hours)s and %(minutes)s") % {"hours": "{first}", "minutes": "{rest}"},
        "over": gettext("The time is over"),
    }


def _forms(say: Callable[[int], str]) -> dict[str, str]:
    return {name: say(number) % {"n": BLANK} for name, number in FORMS}


def _days(number: int) -> str:
    return ngettext("%(n)s day left", "%(n)s days left", number)


def _hours(number: int) -> str:
    return npgettext("left", "%(n)s hour", "%(n)s hours", number)


def _minutes_after(number: int) -> str:
    return npgettext("left after hours", "%(n)s minute left", "%(n)s minutes left", number)


def _minutes(number: int) -> str:
    return npgettext("left", "%(n)s minute", "%(n)s minutes", number)


def _seconds_after(number: int) -> str:
    return npgettext("left after minutes", "%(n)s second left", "%(n)s seconds left", number)


def _seconds(number: int) -> str:
    return ngettext("%(n)s second left", "%(n)s seconds left", number)
