"""Number, money and score: exact decimal numbers, kept as text and never as floats."""

import math
import re
from decimal import Decimal
from typing import Any

from bartholdi.cores.formspec.kinds.kind import ORDERED, Cell, Kind, Manner, Part, Shown, a_line, an_object, in_order
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import read_anchors, read_decimal, read_label, some_of, trimmed, whole
from bartholdi.cores.formspec.spec import Label, Options
from bartholdi.cores.formspec.words.shown import AMOUNT, CURRENCY, money, number

# ISO 4217 codes, and how many digits stand after the decimal mark.
MINOR_UNITS = {
    "AUD": 2, "BRL": 2, "CAD": 2, "CHF": 2, "CNY": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "HUF": 2, "ILS": 2, "INR": 2,
    "JPY": 0, "KRW": 0, "MAD": 2, "MXN": 2, "NOK": 2, "NZD": 2, "PLN": 2, "SEK": 2, "SGD": 2, "TND": 3, "USD": 2, "XAF": 0,
    "XOF": 0, "ZAR": 2,
}  # fmt: skip

GREATEST = Decimal(10) ** 15
_GAPS = re.compile("(?<=[0-9])[ \u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(?:[.,][0-9]{1,12})?")
_COMMAS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,12}|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,5}")
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_KEPT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")  # as `check` keeps it: read without trying how people write


def parse(text: str) -> Decimal | str:
    """The number that a person wrote, in the English or the French way, or the code of the fault.

    `1234.5`, `1234,5`, `1 234,5` and `1,234.50` are read; `1,234` is refused: a thousand in English, a bit over one in French.
    """
    text = _GAPS.sub("", text.replace("\u2212", "-"))
    if _EITHER.fullmatch(text):
        return "ambiguous_number"
    if _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    if not _DECIMAL.fullmatch(text):
        return "not_a_number"
    found = Decimal(text.replace(",", "."))
    return trimmed(found) if abs(found) < GREATEST else "not_a_number"


def sound(answer: Any) -> Decimal | None:
    """The number of a kept answer, or None where what was kept is none."""
    if not isinstance(answer, str):
        return None
    if _KEPT.fullmatch(answer):
        return trimmed(Decimal(answer))
    found = parse(answer)
    return found if isinstance(found, Decimal) else None


def places(value: Decimal) -> int:
    """Digits after the decimal mark."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def check_number(value: object, options: Options, place: Place) -> str | None:
    if isinstance(value, float) and math.isfinite(value) and abs(value) < 1e15:
        value = format(Decimal(repr(value)), "f")
    return _check(value, options, place, decimals=options.get("decimals", 0))


def _check(value: object, options: Options, place: Place, *, decimals: int, fixed: bool = False) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        value = str(value)
    if (text := a_line(value, place)) is None:
        return None
    found = parse(text)
    if isinstance(found, str):
        place.fault(found, text=text[:40])
        return text
    if places(found) > decimals:
        place.fault("too_many_decimals", n=decimals)
        return format(found, "f")
    _limits(found, options, place)
    return format(found.quantize(Decimal(1).scaleb(-decimals)), "f") if fixed else format(found, "f")


def _limits(found: Decimal, options: Options, place: Place) -> None:
    if "min" in options and found < options["min"]:
        place.fault("below_min", min=options["min"])
    if "max" in options and found > options["max"]:
        place.fault("above_max", max=options["max"])


def operand_number(value: object, options: Options, place: Place) -> Decimal | None:
    return read_decimal(value, place)


def atoms_number(answer: Any, options: Options) -> tuple[Decimal, ...]:
    return () if (found := sound(answer)) is None else (found,)


def show_number(answer: Any, options: Options, manner: Manner) -> Shown:
    found = sound(answer)
    said = str(answer) if found is None else number(found, manner.language)
    return f"{said}\u00a0{options['unit'].said(manner.language)}" if "unit" in options else said


def cells_number(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    return [sound(answer)]


def check_money(value: object, options: Options, place: Place) -> dict[str, str] | None:
    """`{"amount": "1200.00", "currency": "EUR"}`; where there is one currency, the amount alone will do."""
    currencies = options["currencies"]
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = {"amount": value}
    if (given := an_object(value, place)) is None:
        return None
    currency = given.get("currency")
    if currency is None or currency == "":
        currency = currencies[0] if len(currencies) == 1 else None
    elif not isinstance(currency, str) or currency not in currencies:
        place.at("currency").fault("not_an_option")
        return None  # an amount without its currency would be taken for another amount
    decimals = MINOR_UNITS[currency] if currency else 3
    amount = _check(given.get("amount"), options, place.at("amount"), decimals=decimals, fixed=bool(currency))
    if amount is None:
        return None
    if currency is None:
        place.at("currency").missing("missing_currency")
        return {"amount": amount}
    return {"amount": amount, "currency": currency}


def sum_of(answer: Any) -> tuple[Decimal, str] | None:
    """The amount and currency of a kept answer, where both are sound."""
    if isinstance(answer, dict) and (found := sound(answer.get("amount"))) is not None and (currency := answer.get("currency")):
        return found, currency
    return None


def contradict_money(options: Options, place: Place) -> None:
    in_order("min", "max")(options, place)
    for name in ("min", "max"):
        if name in options and len(options.get("currencies", ())) > 1:
            place.at(name).fault("limit_needs_one_currency")


def atoms_money(answer: Any, options: Options) -> tuple[Decimal, ...]:
    return (found[0],) if (found := sum_of(answer)) else ()


def price(amount: Decimal, currency: str, language: str) -> str:
    """The amount with all digits that its currency has: EUR 800.50."""
    return money(amount.quantize(Decimal(1).scaleb(-MINOR_UNITS[currency])), currency, language)


def show_money(answer: Any, options: Options, manner: Manner) -> Shown:
    found = sum_of(answer)
    return price(*found, manner.language) if found else str(answer.get("amount", ""))


def cells_money(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    return [sound(answer.get("amount")), answer.get("currency")]


def check_score(value: object, options: Options, place: Place) -> str | None:
    """The score as decimal text, on a scale from `min` to `max` in steps of `step`."""
    kept = check_number(value, {"decimals": 6, "min": options["min"], "max": options["max"]}, place)
    step = options.get("step", Decimal(1))
    if (found := sound(kept)) is not None and (found - options["min"]) % step:
        place.fault("off_scale", step=step)
    return kept


def contradict_score(options: Options, place: Place) -> None:
    low, high = options.get("min"), options.get("max")
    if low is None or high is None:
        return
    if low >= high:
        place.at("min").fault("above", low="min", high="max")
    if (step := options.get("step", Decimal(1))) <= 0 or (high - low) % step:
        place.at("step").fault("step_does_not_fit")
    if options.get("weight", Decimal(1)) < 0:
        place.at("weight").fault("out_of_range", min=0, max=1000)
    for index, anchor in enumerate(options.get("anchors", ())):
        if not low <= anchor.value <= high:
            place.at("anchors").at(index).at("value").fault("out_of_range", min=low, max=high)


def show_score(answer: Any, options: Options, manner: Manner) -> Shown:
    found = sound(answer)
    if found is None:
        return str(answer)
    said = f"{number(found, manner.language)}\u00a0/\u00a0{options['max']}"
    meant = next((anchor.label.said(manner.language) for anchor in options.get("anchors", ()) if anchor.value == found), "")
    return f"{said} ({meant})" if meant else said


def parts_number(options: Options) -> list[Part]:
    return [("", Label("", ""), "number")]


NUMBER = Kind(
    name="number",
    check=check_number,
    missing="missing_number",
    options={"min": read_decimal, "max": read_decimal, "decimals": whole(0, 6), "unit": read_label},
    contradict=in_order("min", "max"),
    operators=ORDERED,
    operand=operand_number,
    atoms=atoms_number,
    show=show_number,
    parts=parts_number,
    cells=cells_number,
)
MONEY = Kind(
    name="money",
    check=check_money,
    missing="missing_number",
    options={"currencies": some_of(MINOR_UNITS), "min": read_decimal, "max": read_decimal},
    needed=("currencies",),
    contradict=contradict_money,
    operators=ORDERED - {"in"},
    operand=operand_number,
    atoms=atoms_money,
    show=show_money,
    parts=lambda options: [("amount", AMOUNT, "number"), ("currency", CURRENCY, "text")],
    cells=cells_money,
)
SCORE = Kind(
    name="score",
    check=check_score,
    missing="missing_score",
    options={
        "min": whole(-1000, 1000), "max": whole(-1000, 1000), "step": read_decimal, "anchors": read_anchors, "weight": read_decimal,
    },
    needed=("min", "max"),
    contradict=contradict_score,
    operators=ORDERED,
    operand=operand_number,
    atoms=atoms_number,
    show=show_score,
    parts=parts_number,
    cells=cells_number,
)  # fmt: skip
