"""Yes or no, choice, choices, country, goals and disciplines: boxes to tick where they are few, a list where they are many."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.words.shown import GOALS
from bartholdi.cores.formspec.words.shown import OTHER as OTHER_SAID
from bartholdi.cores.formspec.words.shown import YES_NO as SAID
from bartholdi.faces.ui.questions.choices import countries, grouped, listed, ordered
from bartholdi.faces.ui.questions.drawn import Asked, Control, Offer
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.typed import Typed

FEW = 9  # choices that are all shown at once
OTHER = "other"
FLAGS = {"yes": True, "no": False}


def boxes(
    asked: Asked, offers: Iterable[tuple[str, str]], chosen: Iterable[str], *, type_: str, headings: Iterable[str] = ()
) -> Control:
    """`type_` is radio or checkbox."""
    made = asked.control("choosing", type=type_)
    ticked, over = set(chosen), set(headings)
    made.more = {
        **made.more,
        "offers": [
            Offer(f"{made.id}-{place}", value, label, value in ticked, heading=value in over)
            for place, (value, label) in enumerate(offers, start=1)
        ],
        "clearable": type_ == "radio" and not asked.field.required,
    }
    return made


def yes_no(asked: Asked, answer: Any) -> Sequence[Control]:
    offers = [(value, SAID[flag].said(asked.language)) for value, flag in FLAGS.items()]
    chosen = next((value for value, flag in FLAGS.items() if flag is answer), "")
    if asked.in_table:
        return [asked.control("select", options=listed(offers, chosen))]
    return [boxes(asked, offers, [chosen], type_="radio")]


def choice(asked: Asked, answer: Any) -> Sequence[Control]:
    offers = offered(asked)
    chosen = OTHER if isinstance(answer, dict) else answer or ""
    if is_list(asked.field) or asked.in_table:
        control = asked.control("select", options=listed(offers, chosen))
    else:
        control = boxes(asked, offers, [chosen], type_="radio")
    return [control, *other(asked, answer)]


def choices(asked: Asked, answer: Any) -> Sequence[Control]:
    given = answer or []
    chosen = [OTHER if isinstance(each, dict) else each for each in given]
    own = next((each for each in given if isinstance(each, dict)), None)
    return [boxes(asked, offered(asked), chosen, type_="checkbox"), *other(asked, own)]


def offered(asked: Asked) -> list[tuple[str, str]]:
    options = asked.field.options
    named = [(each.value, each.label.said(asked.language)) for each in options["choices"]]
    return [*named, (OTHER, OTHER_SAID.said(asked.language))] if options.get("other") else named


def other(asked: Asked, answer: Any) -> Sequence[Control]:
    """A line for another answer, where there may be one; JavaScript shows it when it is chosen."""
    if not asked.field.options.get("other"):
        return ()
    value = answer["other"] if isinstance(answer, dict) else ""
    return [asked.control("line", part=OTHER, label=gettext("Other: which?"), value=value, other=True)]


def country(asked: Asked, answer: Any) -> Sequence[Control]:
    options = asked.field.options
    return [
        asked.control(
            "select", options=countries(options.get("only", ()), options.get("except", ()), answer or "", asked.language)
        )
    ]


def goals(asked: Asked, answer: Any) -> Sequence[Control]:
    offers = [(str(place), f"{place}. {goal.said(asked.language)}") for place, goal in enumerate(GOALS, start=1)]
    return [boxes(asked, offers, map(str, answer or ()), type_="checkbox")]


def disciplines(asked: Asked, answer: Any) -> Sequence[Control]:
    """One is chosen from a list, several are ticked; one where more than one was kept is ticked too, so that none is lost."""
    entries = asked.field.options["entries"]
    chosen = answer or []
    if asked.field.options.get("max", 1) == 1 and len(chosen) < 2:
        return [asked.control("select", options=grouped(tuple(ordered(entries)), "".join(chosen), asked.language))]
    offers = [(each.value, each.label.said(asked.language)) for each in ordered(entries)]
    return [boxes(asked, offers, chosen, type_="checkbox", headings={each.under for each in entries if each.under})]


def is_list(field: Field) -> bool:
    return len(field.options["choices"]) > FEW


def choice_layout(field: Field) -> str:
    return "group" if field.options.get("other") or not is_list(field) else "one"


def read_flag(field: Field, typed: Typed) -> bool | None:
    return FLAGS.get((typed.values() or [""])[-1])


def read_choice(field: Field, typed: Typed) -> Any:
    """Whoever wrote another answer and chose none meant the other one."""
    chosen = (typed.values() or [""])[-1]
    if not field.options.get("other") or chosen not in {"", OTHER}:
        return chosen or None
    own = typed.at(OTHER).line()
    return {OTHER: own or ""} if chosen or own else None


def read_choices(field: Field, typed: Typed) -> list[Any] | None:
    chosen: list[Any] = list(dict.fromkeys(typed.values()))
    if field.options.get("other"):
        own = typed.at(OTHER).line()
        asked = OTHER in chosen
        chosen = [*(each for each in chosen if each != OTHER), *([{OTHER: own or ""}] if asked or own else [])]
    return chosen or None


def read_goals(field: Field, typed: Typed) -> list[Any] | None:
    return [int(each) if each.isascii() and each.isdigit() and len(each) < 3 else each for each in typed.values()] or None


YES_NO = Manner(yes_no, read_flag, layout="group")
CHOICE = Manner(choice, read_choice, layout=choice_layout)
CHOICES = Manner(choices, read_choices, layout="group")
COUNTRY = Manner(country, lambda field, typed: typed.line())
GOALS_KIND = Manner(goals, read_goals, layout="group")
DISCIPLINE = Manner(
    disciplines,
    lambda field, typed: typed.values() or None,
    layout=lambda field: "one" if field.options.get("max", 1) == 1 else "group",
)
