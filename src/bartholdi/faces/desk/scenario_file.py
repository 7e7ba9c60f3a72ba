"""A scenario as a file: one line for each application, in the order of the page."""

from __future__ import annotations

import io

from defusedcsv import csv
from django.http import HttpResponse
from django.utils.translation import gettext

from bartholdi.faces.ui.downloads import private
from bartholdi.office.decisions import board
from bartholdi.office.decisions.models import Scenario


def answer(scenario: Scenario) -> HttpResponse:
    """With the mark by which Excel knows UTF-8, and formulas defused."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            gettext("Reference"),
            gettext("Title"),
            gettext("Score"),
            gettext("Outcome"),
            gettext("Place on the reserve list"),
            gettext("Fund"),
            gettext("Amount"),
            gettext("Currency"),
            gettext("Funded in so many of 100 plausible rankings"),
        ]
    )
    for row in board.rows(scenario, scenario.result["standings"], board.funds(scenario.call)):
        fund = row["fund"]
        writer.writerow(
            [
                row["application"].reference,
                row["application"].title,
                f"{row['value']:.3f}",
                "fund" if fund else "reserve" if row["reserve"] else "decline",
                row["reserve"] or "",
                fund.fund.name if fund else "",
                row["amount"] or "",
                fund.fund.currency if fund else "",
                "" if row["share"] is None else round(100 * row["share"]),
            ]
        )
    name = f"{scenario.call.slug}-{scenario.pk}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return private(HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers))
