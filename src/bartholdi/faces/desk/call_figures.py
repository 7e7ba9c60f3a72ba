"""The figures of a call as charts with their findings: what the part `desk/parts/call_figures.html` draws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from bartholdi.faces.ui.charts import Chart, Grouped, Lines, Series, grouped, lines
from bartholdi.faces.ui.countries import country_name
from bartholdi.office.applications.columns import field_names
from bartholdi.office.applications.figures import Figures, Split, figures
from bartholdi.office.lib import times
from bartholdi.office.programmes.models import Call

MOST_FIELDS = 12


def drawn(call: Call, user: Any) -> dict[str, Any]:
    """Numbers and charts, of what this person may see."""
    found = figures(call, user)
    sides = [replace(each, label=country_name(each.label)) for each in found.by_side if each.label]
    nowhere = Split(gettext("No side chosen"), *_rest(found.by_side))
    names = field_names(call)
    fields = [each for each in found.by_field if each.label][:MOST_FIELDS]
    nothing = Split(gettext("No field yet, or another one"), *_rest(found.by_field, shown={each.label for each in fields}))
    fields = [replace(each, label=names.get(each.label, each.label)) for each in fields]
    return {
        "figures": found,
        "by_side": _split(gettext("By side"), gettext("Side"), [*sides, nowhere], found),
        "by_field": _split(gettext("By field"), gettext("Field"), [*fields, nothing], found),
        "by_day": _by_day(found),
    }


def _rest(splits: tuple[Split, ...], shown: set[str] | None = None) -> tuple[int, int, int]:
    rest = [each for each in splits if (each.label not in shown if shown is not None else not each.label)]
    return sum(each.started for each in rest), sum(each.submitted for each in rest), sum(each.letters_missing for each in rest)


def _split(title: str, of: str, splits: list[Split], found: Figures) -> Chart | None:
    """Nothing where there is one part only: it would say again what the number says."""
    kept = [each for each in splits if each.started]
    if len(kept) < 2:
        return None
    most = max(kept, key=lambda each: each.submitted)
    finding = gettext("Most submitted: %(what)s, with %(n)s.") % {"what": most.label, "n": most.submitted}
    series = [
        Series(gettext("Started"), [each.started for each in kept]),
        Series(gettext("Submitted"), [each.submitted for each in kept]),
    ]
    if found.letters_missing is not None:
        series.append(Series(gettext("Letters missing"), [each.letters_missing for each in kept]))
    return grouped(Grouped(title=title, finding=finding, labels=[each.label for each in kept], series=tuple(series), of=of))


def _by_day(found: Figures) -> Chart | None:
    if len(found.by_day) < 2:
        return None
    started, submitted, sums = 0, 0, []
    for each in found.by_day:
        started, submitted = started + each.started, submitted + each.submitted
        sums.append((each.day, started, submitted))
    busiest = max(found.by_day, key=lambda each: each.submitted)
    finding = gettext("Most were submitted on %(day)s: %(n)s.") % {"day": times.day(busiest.day), "n": busiest.submitted}
    if not busiest.submitted:
        finding = gettext("Nothing has been submitted yet.")
    series = (Series(gettext("Started"), [s for _d, s, _n in sums]), Series(gettext("Submitted"), [n for _d, _s, n in sums]))
    return lines(
        Lines(title=gettext("Day by day"), finding=finding, dates=[day for day, _s, _n in sums], series=series, by="day")
    )
