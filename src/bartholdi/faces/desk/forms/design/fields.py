"""Form fields whose values are parts of a spec: each shows plain data as people write it, and gives plain data back."""

from decimal import Decimal
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import Fault, say
from bartholdi.cores.formspec.countries import COUNTRIES
from bartholdi.cores.formspec.edit import propose
from bartholdi.cores.formspec.kinds.numbers import parse
from bartholdi.cores.formspec.parse import plain
from bartholdi.cores.formspec.reading import VALUE
from bartholdi.faces.ui.days import Day
from bartholdi.office.lib.bilingual import LANGUAGES, language
from bartholdi.office.lib.searching import words as sorted_words

MEGA = 1_000_000


def shown(field: forms.Field, value: Any) -> Any:
    """The value of an option as the field's control holds it."""
    show = getattr(field, "shown", None)
    return show(value) if show else value


class Whole(forms.IntegerField):
    """A whole number, or nothing."""

    def __init__(self, low: int, high: int, **options: Any) -> None:
        super().__init__(min_value=low, max_value=high, required=options.pop("required", False), **options)


class Figure(forms.CharField):
    """A number with or without decimals, as people write it in either language."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(widget=widget, required=options.pop("required", False), max_length=40, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = parse(text)
        if isinstance(found, str):
            raise forms.ValidationError(say(Fault("", found, {"text": text}), language()))
        return plain(found)


class Megabytes(Figure):
    """Bytes, written as MB."""

    def shown(self, value: Any) -> Any:
        return plain(Decimal(value) / MEGA) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else int(Decimal(found) * MEGA)


class IsoDay(Day):
    """A date, kept as text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found.isoformat() if found else None


class Parts(forms.CharField):
    """One thing a line, its parts divided by `|` or, as pasted from a spreadsheet, by tabs."""

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "spellcheck": "false"}), max_length=60_000, **options)

    def lines(self, text: str) -> list[tuple[str, list[str]]]:
        found = [line.rstrip() for line in text.splitlines() if line.strip()]
        return [(line, [part.strip() for part in line.strip().replace("\t", "|").split("|")]) for line in found]

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        raise NotImplementedError


class Choices(Parts):
    """`value | English | French`; the value may be left out, and is then made from the English."""

    def shown(self, value: Any) -> Any:
        """Nothing of what cannot be written as lines: such a list stays as it is."""
        text = "\n".join(self._line(each, value) for each in value) if isinstance(value, list) else ""
        return text if self.reads_back(text, value) else None

    def reads_back(self, text: str, value: Any) -> bool:
        try:
            return bool(text) and self.read(text) == [_whole(each) for each in value]
        except forms.ValidationError:
            return False

    def read(self, text: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for line, parts in self.lines(text):
            found.append(self._read_line(line, parts, found))
        return found

    def _line(self, choice: Any, among: list[Any]) -> str:
        if not isinstance(choice, dict):
            return ""
        label = choice.get("label") if isinstance(choice.get("label"), dict) else {}
        return " | ".join([str(choice.get("value")), *(str((label or {}).get(each, "")) for each in LANGUAGES)])

    def _read_line(self, line: str, parts: list[str], before: list[dict[str, Any]]) -> dict[str, Any]:
        if len(parts) > 3 or not any(parts):
            raise forms.ValidationError(
                _("“%(line)s” has too many parts. Write: English | French, one choice a line."), params={"line": line[:80]}
            )
        taken = {each["value"] for each in before}
        value, english, french = ["", *parts, ""][:3] if len(parts) < 3 else parts
        value = value or propose(english or french, taken, fallback="choice")
        if not VALUE.fullmatch(value) or value in taken:
            code = "used_twice" if value in taken else "bad_value"
            why = say(Fault("", code, {"value": value}), language())
            raise forms.ValidationError(_("“%(line)s”: %(why)s"), params={"line": line[:80], "why": why})
        return {"value": value, "label": {"en": english, "fr": french}}


class Entries(Choices):
    """The same with headings: what begins with `-` stands under the nearest line above that has fewer."""

    def _line(self, choice: Any, among: list[Any]) -> str:
        depth, above = 0, choice.get("under") if isinstance(choice, dict) else None
        by_value = {each.get("value"): each for each in among if isinstance(each, dict)}
        while above in by_value and depth < 9:
            depth, above = depth + 1, by_value[above].get("under")
        return "-" * depth + " " * bool(depth) + super()._line(choice, among)

    def read(self, text: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        above: list[str] = []
        for line, parts in self.lines(text):
            depth = len(parts[0]) - len(parts[0].lstrip("-"))
            if depth > len(above):
                raise forms.ValidationError(_("“%(line)s” has no heading above it."), params={"line": line[:80]})
            made = self._read_line(line, [parts[0].lstrip("- "), *parts[1:]], found)
            del above[depth:]
            found.append({**made, **({"under": above[-1]} if above else {})})
            above.append(made["value"])
        return found


class Anchors(Parts):
    """`5 | excellent | excellent`: a value of the scale, and what it means."""

    def shown(self, value: Any) -> Any:
        anchors = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        labels = [(each.get("value"), each["label"]) for each in anchors if isinstance(each.get("label"), dict)]
        return "\n".join(f"{number} | {label.get('en', '')} | {label.get('fr', '')}" for number, label in labels)

    def read(self, text: str) -> list[dict[str, Any]]:
        found = []
        for line, parts in self.lines(text):
            if len(parts) != 3 or not parts[0].lstrip("-").isdecimal():
                raise forms.ValidationError(
                    _("“%(line)s” cannot be read. Write: number | English | French."), params={"line": line[:80]}
                )
            found.append({"value": int(parts[0]), "label": {"en": parts[1], "fr": parts[2]}})
        return found


class Countries(Parts):
    """Names of countries in either language, or their two letters, one a line."""

    def shown(self, value: Any) -> Any:
        names = Locale(language()).territories
        return "\n".join(str(names.get(code, code)) for code in value) if isinstance(value, list) else ""

    def read(self, text: str) -> list[str]:
        known = {name: code for each in LANGUAGES for code, said in Locale(each).territories.items() for name in [_plain(said)]}
        found: dict[str, None] = {}
        for line, parts in self.lines(text):
            code = parts[0].upper() if parts[0].upper() in COUNTRIES else known.get(_plain(parts[0]), "")
            if code not in COUNTRIES:
                raise forms.ValidationError(_("There is no country “%(line)s”."), params={"line": line[:80]})
            found[code] = None
        return list(found)


def _whole(choice: Any) -> Any:
    """The choice with both languages, of which one may be empty yet."""
    if not isinstance(choice, dict) or not isinstance(choice.get("label"), dict):
        return choice
    return {**choice, "label": {**dict.fromkeys(LANGUAGES, ""), **choice["label"]}}


def _plain(name: object) -> str:
    return " ".join(sorted_words(str(name)))
