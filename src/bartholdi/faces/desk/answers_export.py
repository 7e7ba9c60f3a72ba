"""The list of applications with the answers of one edition as further columns: for exports only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from bartholdi.cores.formspec import columns, laying
from bartholdi.faces.ui.listing import Column, Listing
from bartholdi.office.applications.models import Submission
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Edition

PIECE = 200  # rows at a time: the answers of one can be a megabyte


def with_answers(listing: Listing, edition: Edition) -> Listing:
    """Of each application that answered this edition, what it submitted last."""
    spec = edition.parsed()
    lay = laying(spec, language())
    added = [
        Column(f"answer.{column.name}", column.label.said(language()), cell(lay, place), shown=False)
        for place, column in enumerate(columns(spec))
    ]
    return replace(
        listing,
        name=f"{listing.name}-answers-{edition.pk}",
        columns=[*listing.columns, Column("submission", "#", lambda found: found.sent_number, kind="number"), *added],
        narrowed=lambda rows: submitted(listing.narrowed(rows), edition),
        piece=PIECE,
    )


def submitted(rows: QuerySet[Any], edition: Edition) -> QuerySet[Any]:
    newest = Submission.objects.filter(application=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        sent_edition=Subquery(newest.values("edition")[:1]),
        sent_number=Subquery(newest.values("number")[:1]),
        sent_answers=Subquery(newest.values("answers")[:1]),
    ).filter(sent_edition=edition.pk)


def cell(lay: Callable[[Any], list[Any]], place: int) -> Callable[[Any], Any]:
    """A row's answers are laid out once, whichever of its cells comes first."""

    def value(found: Any) -> Any:
        laid: list[Any] | None = found.__dict__.get("_laid")
        if laid is None:
            laid = found.__dict__["_laid"] = lay(found.sent_answers or {})
        return laid[place]

    return value
