"""How long is left, in plain words: days while there are many, hours on the last ones."""

from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext, npgettext


def left(now: datetime, until: datetime) -> str:
    """Rounded down: nobody is promised time that there is not."""
    minutes = max(int((until - now) / timedelta(minutes=1)), 0)
    days, hours = minutes // 1_440, minutes // 60
    if days >= 2:
        return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    if hours >= 1:
        words = npgettext("left", "%(n)s hour", "%(n)s hours", hours) % {"n": hours}
        rest = npgettext("left after hours", "%(n)s minute left", "%(n)s minutes left", minutes % 60) % {"n": minutes % 60}
        return gettext("%(hours)s and %(minutes)s") % {"hours": words, "minutes": rest}
    return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}
