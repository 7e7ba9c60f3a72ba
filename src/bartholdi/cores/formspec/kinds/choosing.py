"""Yes or no, choice, choices, country, sustainable development goals, and disciplines of a scheme."""

from collections.abc import Iterable
from typing import Any

from bartholdi.cores.formspec.countries import COUNTRIES
from bartholdi.cores.formspec.kinds.kind import (
    ONE,
    SEVERAL,
    Cell,
    Kind,
    Manner,
    Part,
    Shown,
    a_line,
    a_list,
    count_faults,
    in_order,
)
from bartholdi.cores.formspec.kinds.texts import atoms_flag, operand_flag, show_flag
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import one_of, read_choices, read_entries, read_flag, read_label, some_of, whole
from bartholdi.cores.formspec.spec import Choice, Label, Options
from bartholdi.cores.formspec.words.shown import GOALS, OTHER

LONGEST_OTHER = 250


def check_yes_no(value: object, options: Options, place: Place) -> bool | None:
    if value is not None and not isinstance(value, bool):
        place.fault("wrong_type")
    return value if isinstance(value, bool) else None


def named(value: Any, choices: Iterable[Choice]) -> Choice | None:
    return next((choice for choice in choices if choice.value == value), None)


def check_choice(value: object, options: Options, place: Place) -> Any:
    """The chosen value, or `{"other": "…"}` where another answer is allowed."""
    if isinstance(value, dict) and options.get("other") and "other" in value:
        return _other(value["other"], place.at("other"))
    if (text := a_line(value, place)) is None:
        return None
    if text == "other" and options.get("other"):
        return _other(None, place.at("other"))
    if not named(text, options["choices"]):
        place.fault("not_an_option")
        return None
    return text


def _other(value: object, place: Place) -> dict[str, str]:
    text = a_line(value, place) or ""
    if len(text) > LONGEST_OTHER:
        place.fault("too_many_characters", n=len(text) - LONGEST_OTHER, count=len(text), max=LONGEST_OTHER)
    if not text:
        place.missing("missing_other")
    return {"other": text}


def check_choices(value: object, options: Options, place: Place) -> list[Any] | None:
    """The chosen values in the order of the spec, then `{"other": "…"}`."""
    chosen: set[str] = set()
    other: list[Any] = []
    for index, each in enumerate(a_list(value, place, most=1_000)):
        found = check_choice(each, options, place.at(index))
        if isinstance(found, str):
            chosen.add(found)
        elif found is not None and not other:
            other = [found]
    kept = [choice.value for choice in options["choices"] if choice.value in chosen] + other
    count_faults(len(kept), options, place)
    return kept or None


def contradict_choice(options: Options, place: Place) -> None:
    in_order("min", "max")(options, place)
    count = len(options.get("choices", ())) + bool(options.get("other"))
    if "choices" in options and options.get("min", 0) > count:
        place.at("min").fault("more_than_there_are", n=count)
    if options.get("other") and named("other", options.get("choices", ())):
        place.at("other").fault("other_is_taken")


def operand_choice(value: object, options: Options, place: Place) -> str | None:
    known = [choice.value for choice in options.get("choices", ())] + ["other"] * bool(options.get("other"))
    found: str | None = one_of(*known)(value, place)
    return found


def atoms_choice(answer: Any, options: Options) -> tuple[str, ...]:
    chosen = answer if isinstance(answer, list) else [answer]
    return tuple("other" if isinstance(each, dict) else each for each in chosen)


def _said(answer: Any, options: Options, manner: Manner) -> str:
    if isinstance(answer, dict):
        said = OTHER.said(manner.language)
        return (
            ("{}\u00a0: {}" if manner.language == "fr" else "{}: {}").format(said, answer["other"]) if answer["other"] else said
        )
    choice = named(answer, options.get("choices") or options.get("entries") or ())
    return choice.label.said(manner.language) if choice else str(answer)


def show_choice(answer: Any, options: Options, manner: Manner) -> Shown:
    return _said(answer, options, manner)


def show_choices(answer: Any, options: Options, manner: Manner) -> Shown:
    return [_said(each, options, manner) for each in answer]


def parts_choice(options: Options) -> list[Part]:
    other = [("other", OTHER, "text")] if options.get("other") else []
    return [("", Label("", ""), "text"), *other]


def cells_choice(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    chosen = answer if isinstance(answer, list) else [answer]
    other = next((each["other"] for each in chosen if isinstance(each, dict)), None)
    values = "; ".join(atoms_choice(answer, options))
    return [values, other] if options.get("other") else [values]


def check_country(value: object, options: Options, place: Place) -> str | None:
    if (text := a_line(value, place)) is None:
        return None
    code = text.upper()
    if code not in COUNTRIES:
        place.fault("not_an_option")
        return None
    if code in options.get("except", ()) or code not in options.get("only", (code,)):
        place.fault("country_not_allowed")
    return code


def contradict_country(options: Options, place: Place) -> None:
    if "only" in options and "except" in options:
        place.at("except").fault("not_together", other="only")


def operand_country(value: object, options: Options, place: Place) -> str | None:
    if isinstance(value, str) and value in COUNTRIES:
        return value
    place.fault("expected", what="country")
    return None


def show_country(answer: Any, options: Options, manner: Manner) -> Shown:
    return manner.countries.get(answer, str(answer))


def check_goals(value: object, options: Options, place: Place) -> list[int] | None:
    """Numbers of goals, 1 to 17, in order; a numeral will do."""
    found: set[int] = set()
    for index, each in enumerate(a_list(value, place, most=100)):
        goal = int(each) if isinstance(each, str) and each.isascii() and each.isdigit() and len(each) < 3 else each
        if isinstance(goal, bool) or not isinstance(goal, int) or not 1 <= goal <= 17:
            place.at(index).fault("not_an_option")
        else:
            found.add(goal)
    count_faults(len(found), options, place)
    return sorted(found) or None


def operand_goal(value: object, options: Options, place: Place) -> int | None:
    found: int | None = whole(1, 17)(value, place)
    return found


def show_goals(answer: Any, options: Options, manner: Manner) -> Shown:
    return [f"{goal}. {GOALS[goal - 1].said(manner.language)}" for goal in answer]


def check_disciplines(value: object, options: Options, place: Place) -> list[str] | None:
    """Values of the scheme that have none under them, in its order; one alone will do where it is not in a list."""
    offered = leaves(options)
    chosen: set[str] = set()
    for index, each in enumerate([value] if isinstance(value, str) else a_list(value, place, most=1_000)):
        text = a_line(each, place.at(index))
        if text is not None and text not in offered:
            place.at(index).fault("not_an_option")
        elif text is not None:
            chosen.add(text)
    kept = [leaf for leaf in offered if leaf in chosen]
    count_faults(len(kept), {"max": 1, **options}, place)
    return kept or None


def leaves(options: Options) -> list[str]:
    """The values of a scheme that can be chosen: those with nothing under them."""
    headings = {choice.under for choice in options.get("entries", ())}
    return [choice.value for choice in options.get("entries", ()) if choice.value not in headings]


def contradict_disciplines(options: Options, place: Place) -> None:
    in_order("min", "max")({"max": 1, **options}, place)
    if "entries" in options and options.get("min", 0) > (count := len(leaves(options))):
        place.at("min").fault("more_than_there_are", n=count)


def operand_discipline(value: object, options: Options, place: Place) -> str | None:
    found: str | None = one_of(*leaves(options))(value, place)
    return found


def several(answer: Any, options: Options) -> tuple[Any, ...]:
    return tuple(answer) if isinstance(answer, list) else (answer,)


def cells_several(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    return ["; ".join(map(str, answer))]


YES_NO = Kind(
    name="yes_no", check=check_yes_no, missing="missing_choice", operators=frozenset({"answered", "equals"}), operand=operand_flag,
    atoms=atoms_flag, show=show_flag, parts=lambda options: [("", Label("", ""), "flag")],
)  # fmt: skip
CHOICE = Kind(
    name="choice", check=check_choice, missing="missing_choice", options={"choices": read_choices, "other": read_flag},
    needed=("choices",), contradict=contradict_choice, operators=ONE, operand=operand_choice, atoms=atoms_choice,
    show=show_choice, parts=parts_choice, cells=cells_choice,
)  # fmt: skip
CHOICES = Kind(
    name="choices", check=check_choices, missing="missing_choices",
    options={"choices": read_choices, "other": read_flag, "min": whole(1, 1_000), "max": whole(1, 1_000)},
    needed=("choices",), contradict=contradict_choice, operators=SEVERAL, operand=operand_choice, atoms=atoms_choice,
    show=show_choices, parts=parts_choice, cells=cells_choice,
)  # fmt: skip
COUNTRY = Kind(
    name="country", check=check_country, missing="missing_choice", options={"only": some_of(COUNTRIES), "except": some_of(COUNTRIES)},
    contradict=contradict_country, operators=ONE, operand=operand_country, atoms=several, show=show_country,
)  # fmt: skip
GOALS_KIND = Kind(
    name="goals", check=check_goals, missing="missing_choices", options={"min": whole(1, 17), "max": whole(1, 17)},
    contradict=in_order("min", "max"), operators=SEVERAL, operand=operand_goal, atoms=several, show=show_goals, cells=cells_several,
)  # fmt: skip
DISCIPLINE = Kind(
    name="discipline", check=check_disciplines, missing="missing_choice",
    options={"scheme": read_label, "entries": read_entries, "min": whole(1, 100), "max": whole(1, 100)},
    needed=("entries",), contradict=contradict_disciplines, operators=SEVERAL, operand=operand_discipline, atoms=several,
    show=show_choices, cells=cells_several,
)  # fmt: skip
