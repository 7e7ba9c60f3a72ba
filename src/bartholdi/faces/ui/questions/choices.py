"""The options of a select, made once for each language: two hundred countries are too many to be drawn anew for each question."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bartholdi.cores.formspec.spec import Choice
from bartholdi.faces.ui.countries import country_choices, country_name


def listed(offers: Sequence[tuple[str, str]], chosen: str) -> SafeString:
    """With an empty one first; what is chosen and not offered (any more) is still there, so that it is not lost."""
    return picked(_options(tuple(offers)), chosen)


def grouped(entries: tuple[Choice, ...], chosen: str, language: str) -> SafeString:
    """Entries under their headings."""
    return picked(_groups(entries, language), chosen)


def countries(only: tuple[str, ...], without: tuple[str, ...], chosen: str, language: str) -> SafeString:
    options = picked(_countries(only, without, language), chosen)
    if not chosen or f'value="{chosen}"' in options:
        return options
    return options + format_html('<option value="{}" selected>{}</option>', chosen, country_name(chosen))


@lru_cache(maxsize=2)
def country_names(language: str) -> dict[str, str]:
    """To be called while `language` is the language of the moment."""
    return dict(country_choices())


def picked(options: str, chosen: str) -> SafeString:
    value = f'value="{escape(chosen)}"'
    marked = options.replace(value, f"{value} selected", 1) if chosen else options
    nothing = escape(gettext("Choose…"))
    return mark_safe(f'<option value="">{nothing}</option>{marked}')  # noqa: S308 - escaped, each part


@lru_cache(maxsize=256)
def _options(offers: tuple[tuple[str, str], ...]) -> str:
    return "".join(_option(value, label) for value, label in offers)


@lru_cache(maxsize=64)
def _countries(only: tuple[str, ...], without: tuple[str, ...], language: str) -> str:
    named = country_names(language).items()
    return _options(tuple((code, name) for code, name in named if code not in without and (not only or code in only)))


@lru_cache(maxsize=64)
def _groups(entries: tuple[Choice, ...], language: str) -> str:
    """A heading within a heading stands beside it: HTML knows one floor of groups."""
    headings = {each.under for each in entries}
    parts: list[str] = []
    is_open = False
    for entry in entries:
        label = entry.label.said(language)
        if entry.value in headings:
            parts.append(f'{"</optgroup>" if is_open else ""}<optgroup label="{escape(label)}">')
            is_open = True
        else:
            parts.append(_option(entry.value, label))
    return "".join([*parts, "</optgroup>" if is_open else ""])


def _option(value: str, label: str) -> str:
    return f'<option value="{escape(value)}">{escape(label)}</option>'


def ordered(entries: Iterable[Choice]) -> list[Choice]:
    """Each entry after the one it stands under, whatever order the spec names them in."""
    under: dict[str | None, list[Choice]] = {}
    for entry in entries:
        under.setdefault(entry.under, []).append(entry)

    def below(value: str | None) -> list[Choice]:
        return [one for entry in under.get(value, ()) for one in (entry, *below(entry.value))]

    return below(None)
