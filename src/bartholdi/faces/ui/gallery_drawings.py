"""The gallery's drawings: every kind of emblem, and every chart with invented figures, with one that has none."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from bartholdi.faces.ui import charts
from bartholdi.faces.ui.charts import Chart

EMBLEMS = (
    ("programme", "Chateaubriand"),
    ("programme", "Transatlantic Research Partnership"),
    ("programme", "FADEx"),
    ("event", "France Science Summit"),
    ("portrait", "Léonie Abara-Castelnau"),
    ("mission", "Develop bilateral cooperation"),
    ("mission", "Facilitate mobility"),
    ("mission", "Support innovation"),
    ("mission", "Promote scientific communities"),
)


class Dated(NamedTuple):
    """A moment of the invented timeline."""

    day: date
    label: str
    month_only: bool = False


DOTS = (
    charts.Dot("A-14", 4.6, 4.2, 4.9, plain=4.4),
    charts.Dot("A-03", 4.3, 3.9, 4.6, plain=4.5),
    charts.Dot("A-27", 3.9, 3.4, 4.3, plain=3.7, is_grey=True),
    charts.Dot("A-09", 3.8, 3.3, 4.2, plain=4.0, is_grey=True),
    charts.Dot("A-21", 3.1, 2.6, 3.6, plain=3.2),
)


def drawings() -> dict[str, object]:
    return {"emblems": EMBLEMS, "charts": every_chart()}


def every_chart() -> list[Chart]:
    return [
        *of_counts(),
        *of_scores(),
        of_a_life(),
        charts.bars(charts.Bars(title=_("A chart without figures"), finding="", labels=[], values=[])),
    ]


def of_counts() -> list[Chart]:
    france, states = _("France"), _("United States")
    fields = [_("Quantum physics"), _("Biology"), _("Climate")]
    by_field = charts.Bars(
        title=_("Applications by field"), finding=_("Biology leads with 61."), labels=fields, values=[34, 61, 47], of=_("Field")
    )
    by_side = charts.Grouped(
        title=_("Applications by side"),
        finding=_("Both sides send about as many."),
        labels=fields,
        series=[charts.Series(france, [18, 29, 25]), charts.Series(states, [16, 32, 22])],
        of=_("Field"),
    )
    by_year = charts.Grouped(
        title=_("Awards by year, stacked"),
        finding=_("The number of awards grows each year."),
        labels=["2024", "2025", "2026"],
        series=[charts.Series(france, [8, 9, 11]), charts.Series(states, [7, 9, 10])],
        stacked=True,
    )
    by_month = charts.Lines(
        title=_("Accounts made"),
        finding=_("Most people come in the month of the deadline."),
        dates=[date(2026, month, 1) for month in range(1, 7)],
        series=[charts.Series(france, [40, 22, 18, None, 30, 35]), charts.Series(states, [52, 30, 21, 25, 28, 44])],
    )
    return [charts.bars(by_field), charts.grouped(by_side), charts.grouped(by_year), charts.lines(by_month)]


def of_scores() -> list[Chart]:
    ranked = charts.Ranking(
        title=_("Ranking with its uncertainty"),
        finding=_("Two applications stand too close to the line to be told apart."),
        dots=DOTS,
        funded=3,
        of=_("Application"),
        measure=_("Score"),
    )
    given = charts.Histogram(
        title=_("Scores given"),
        finding=_("Half of all scores lie between 3 and 4."),
        values=[2, 2.5, 3, 3, 3.2, 3.4, 3.5, 3.5, 3.8, 4, 4, 4.4, 4.6, 5],
        of=_("Score"),
    )
    paid = charts.Share(
        title=_("Who pays"),
        finding=_("The office pays half."),
        labels=[_("Office"), _("Host"), _("Co-funder")],
        values=[50, 30, 20],
    )
    return [charts.ranking(ranked), charts.histogram(given), charts.share(paid)]


def of_a_life() -> Chart:
    life = charts.Timeline(
        title=_("The life of the agreement"),
        finding=_("One partner joined; the next workshop is to come."),
        moments=[
            Dated(date(2022, 10, 21), _("Signed")),
            Dated(date(2025, 3, 1), _("A partner joins"), month_only=True),
            Dated(date(2028, 6, 14), _("Workshop")),
        ],
        today=date(2027, 3, 15),
        holds=(date(2022, 10, 21), None),
        held=_("in force"),
    )
    return charts.timeline(life)
