"""Number, money and score: written as the reader's language writes numbers, read as formspec reads them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.numbers import parse, sound
from bartholdi.cores.formspec.spec import Options
from bartholdi.cores.formspec.words.shown import number
from bartholdi.faces.ui.questions.choices import listed
from bartholdi.faces.ui.questions.drawn import Asked, Control, Offer
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.typed import Typed

MOST_STEPS = 21  # a scale longer than this is a line to type in


def written(answer: Any, language: str) -> str:
    """6.5 as 6,5 in French, but where the comma could be read as parting thousands."""
    text = answer if isinstance(answer, str) else ""
    comma = text.replace(".", ",")
    return comma if language == "fr" and isinstance(found := parse(text), Decimal) and parse(comma) == found else text


def number_controls(asked: Asked, answer: Any) -> Sequence[Control]:
    return [asked.control("line", value=written(answer, asked.language), mode="decimal", short=True)]


def unit(field: Field, language: str) -> str:
    return field.options["unit"].said(language) if "unit" in field.options else ""


def money_controls(asked: Asked, answer: Any) -> Sequence[Control]:
    given = answer or {}
    currencies = asked.field.options["currencies"]
    several = len(currencies) > 1
    amount = asked.control(
        "line",
        part="amount",
        label=gettext("Amount") if several else "",
        value=written(given.get("amount"), asked.language),
        mode="decimal",
        short=True,
        currency="" if several else currencies[0],
    )
    if not several:
        return [amount]
    offered = listed([(code, code) for code in currencies], given.get("currency", ""))
    return [amount, asked.control("select", part="currency", label=gettext("Currency"), options=offered, short=True)]


def currency(field: Field, language: str) -> str:
    """Where there is one, it is not asked."""
    return field.options["currencies"][0] if len(field.options["currencies"]) == 1 else ""


def read_money(field: Field, typed: Typed) -> dict[str, str] | None:
    parts = {name: line for name in ("amount", "currency") if (line := typed.at(name).line())}
    return parts if "amount" in parts else None


def score_controls(asked: Asked, answer: Any) -> Sequence[Control]:
    steps = scale(asked.field.options)
    given = sound(answer)
    if not steps or (answer is not None and given not in steps):
        return number_controls(asked, answer)
    meant = {Decimal(each.value): each.label.said(asked.language) for each in asked.field.options.get("anchors", ())}
    made = asked.control("choosing", type="radio", scale=True)
    made.more = {
        **made.more,
        "clearable": not asked.field.required,
        "offers": [
            Offer(
                f"{made.id}-{place}", format(step, "f"), number(step, asked.language), step == given, meaning=meant.get(step, "")
            )
            for place, step in enumerate(steps, start=1)
        ],
    }
    return [made]


def scale(options: Options) -> list[Decimal]:
    """Its steps; none where it is too long to be chosen from."""
    low, high, step = Decimal(options["min"]), Decimal(options["max"]), options.get("step", Decimal(1))
    count = (high - low) / step + 1
    return [low + place * step for place in range(int(count))] if count <= MOST_STEPS else []


NUMBER = Manner(number_controls, lambda field, typed: typed.line(), suffix=unit)
MONEY = Manner(
    money_controls, read_money, layout=lambda field: "one" if len(field.options["currencies"]) == 1 else "group", suffix=currency
)
SCORE = Manner(score_controls, lambda field, typed: typed.line(), layout=lambda field: "group" if scale(field.options) else "one")
