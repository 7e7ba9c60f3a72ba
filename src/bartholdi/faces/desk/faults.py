"""The faults of a draft as its author reads them: the place in words, the sentence, and the place as the data has it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from bartholdi.cores.formspec import Fault, Spec, SpecError, loads, say
from bartholdi.office.lib.bilingual import language

_STEP = re.compile(r"(sections|fields|columns|choices|entries)\[(\d+)\]")


@dataclass(frozen=True)
class Line:
    place: str
    path: str
    sentence: str


def read(draft: str) -> tuple[Spec | None, list[Line]]:
    """The spec, or what is wrong with it."""
    try:
        return loads(draft), []
    except SpecError as error:
        return None, list(lines(error.faults))


def lines(faults: Iterable[Fault]) -> Iterable[Line]:
    for fault in faults:
        yield Line(place(fault.path), fault.path, say(fault, language()))


def place(path: str) -> str:
    """`sections[1].fields[0].label.fr` is page 2, question 1; the rest of the path stands beside it."""
    return inside(path) or gettext("The whole draft")


def inside(path: str) -> str:
    """The numbered steps of the path in words; empty where it has none."""
    words = {
        "sections": gettext("Page %(n)s"),
        "fields": gettext("question %(n)s"),
        "columns": gettext("column %(n)s"),
        "choices": gettext("choice %(n)s"),
        "entries": gettext("choice %(n)s"),
    }
    return ", ".join(words[name] % {"n": int(index) + 1} for name, index in _STEP.findall(path))
