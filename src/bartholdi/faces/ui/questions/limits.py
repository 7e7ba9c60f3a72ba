"""The limits of a question, each as a sentence that stands under its label."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from babel import Locale
from django.utils.translation import gettext, ngettext

from bartholdi.cores.formspec import Field, Label
from bartholdi.cores.formspec.words.shown import day, number, size


def said(field: Field, language: str) -> list[str]:
    """In the language of the moment, which is also `language`."""
    options = field.options
    return [
        *_of_texts(options),
        *_of_values(field, language),
        *_of_lists(field),
        *_of_periods(options),
        *_of_files(options, language),
        *_of_countries(options, language),
        *_of_totals(options, language),
    ]


def _of_texts(options: Any) -> Iterator[str]:
    if n := options.get("min_characters"):
        yield ngettext("At least %(n)s character.", "At least %(n)s characters.", n) % {"n": n}
    if n := options.get("max_characters"):
        yield ngettext("%(n)s character at most.", "%(n)s characters at most.", n) % {"n": n}
    if n := options.get("min_words"):
        yield ngettext("At least %(n)s word.", "At least %(n)s words.", n) % {"n": n}
    if n := options.get("max_words"):
        yield ngettext("%(n)s word at most.", "%(n)s words at most.", n) % {"n": n}


def _of_values(field: Field, language: str) -> Iterator[str]:
    """Of numbers, amounts, dates and scores; of lists, `min` and `max` are counts."""
    if field.kind not in {"number", "money", "date", "period", "score"}:
        return
    say = day if field.kind in {"date", "period"} else number
    low, high = (say(field.options[name], language) if name in field.options else "" for name in ("min", "max"))
    if low and high:
        between = gettext("From %(low)s until %(high)s.") if say is day else gettext("From %(low)s to %(high)s.")
        yield between % {"low": low, "high": high}
    elif low:
        yield gettext("%(low)s or later.") % {"low": low} if say is day else gettext("%(low)s or more.") % {"low": low}
    elif high:
        yield gettext("%(high)s or earlier.") % {"high": high} if say is day else gettext("%(high)s or less.") % {"high": high}
    if step := field.options.get("step", Decimal(1)) if field.kind == "score" else None:
        yield gettext("In steps of %(step)s.") % {"step": number(step, language)}
    if n := field.options.get("decimals"):
        yield ngettext("%(n)s decimal at most.", "%(n)s decimals at most.", n) % {"n": n}


def _of_lists(field: Field) -> Iterator[str]:
    options = field.options
    low, high = options.get("min"), options.get("max")
    if field.kind == "table":
        low, high = options.get("min_rows"), options.get("max_rows")
        if low:
            yield ngettext("At least %(n)s row.", "At least %(n)s rows.", low) % {"n": low}
        if high:
            yield ngettext("%(n)s row at most.", "%(n)s rows at most.", high) % {"n": high}
    if field.kind in {"choices", "goals", "discipline"}:
        if low:
            yield ngettext("Choose at least %(n)s.", "Choose at least %(n)s.", low) % {"n": low}
        if high:
            yield ngettext("Choose %(n)s at most.", "Choose %(n)s at most.", high) % {"n": high}
    if field.kind == "files":
        if low:
            yield ngettext("At least %(n)s file.", "At least %(n)s files.", low) % {"n": low}
        if high:
            yield ngettext("%(n)s file at most.", "%(n)s files at most.", high) % {"n": high}


def _of_periods(options: Any) -> Iterator[str]:
    if n := options.get("min_days"):
        yield ngettext("At least %(n)s day.", "At least %(n)s days.", n) % {"n": n}
    if n := options.get("max_days"):
        yield ngettext("%(n)s day at most.", "%(n)s days at most.", n) % {"n": n}
    if n := options.get("min_months"):
        yield ngettext("At least %(n)s month.", "At least %(n)s months.", n) % {"n": n}
    if n := options.get("max_months"):
        yield ngettext("%(n)s month at most.", "%(n)s months at most.", n) % {"n": n}


def _of_files(options: Any, language: str) -> Iterator[str]:
    if types := options.get("types"):
        yield gettext("Kinds of file: %(kinds)s.") % {"kinds": ", ".join(name.upper() for name in types)}
    if n := options.get("max_pages"):
        yield ngettext("%(n)s page at most.", "%(n)s pages at most.", n) % {"n": n}
    if n := options.get("max_bytes"):
        yield gettext("Each %(size)s at most.") % {"size": size(n, language)}
    if n := options.get("max_total_bytes"):
        yield gettext("Together %(size)s at most.") % {"size": size(n, language)}


def _of_countries(options: Any, language: str) -> Iterator[str]:
    if codes := options.get("only"):
        yield gettext("Only: %(countries)s.") % {"countries": ", ".join(country(code, language) for code in codes)}
    if codes := options.get("except"):
        yield gettext("All but: %(countries)s.") % {"countries": ", ".join(country(code, language) for code in codes)}


def country(code: str, language: str) -> str:
    return str(Locale(language).territories.get(code, code))


def _of_totals(options: Any, language: str) -> Iterator[str]:
    labels: dict[str, Label] = {column.key: column.label for column in options.get("columns", ())}
    for total in options.get("totals", ()):
        column = labels[total.column].said(language)
        yield gettext("The column “%(column)s” is added up.") % {"column": column}
        if total.min is not None:
            yield gettext("Its sum is at least %(sum)s.") % {"sum": number(total.min, language)}
        if total.max is not None:
            yield gettext("Its sum is %(sum)s at most.") % {"sum": number(total.max, language)}
