"""Takes back a form that was filled in without a connection: line by line, and nothing that is kept is overwritten unseen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from bartholdi.cores.formspec import Fault, say
from bartholdi.office.accounts.models import User
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.reviews import offline, own_queries
from bartholdi.office.reviews.models import Assignment
from bartholdi.office.reviews.offline import Line
from bartholdi.office.reviews.services import reviewing

MOST = 5_000  # lines of one file


@dataclass
class Taken:
    """`answers` were changed in `reviews`; of each line that was not taken as it stands, why, and what it said."""

    answers: int = 0
    reviews: int = 0
    told: list[tuple[int, str, str]] = field(default_factory=list)

    def tell(self, line: Line, sentence: str) -> None:
        self.told.append((line.number, sentence, line.answer))


def take(table: list[list[str]], *, by: User) -> Taken:
    """What is in order is kept as a draft, whatever is wrong elsewhere; to submit is done on the page, by whoever has read it."""
    lines, sentence = offline.read(table)
    if not sentence and len(lines) > MOST:
        sentence = gettext("Nothing was taken: one file holds %(most)s answers at most.") % {"most": MOST}
    if sentence:
        raise Refused(sentence)
    taken = Taken()
    found = {each.application.reference: each for each in own_queries.for_one(by)}
    of_each: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.application in found:
            of_each[line.application].append(line)
        else:
            said = gettext("“%(reference)s” is not among the applications that you review.") % {"reference": line.application}
            taken.tell(line, said)
    for reference, rows in of_each.items():
        _take_one(found[reference], rows, taken, by=by)
    taken.told.sort()
    return taken


def _take_one(assignment: Assignment, lines: list[Line], taken: Taken, *, by: User) -> None:
    try:
        review = reviewing.begin(assignment, by=by)
        spec = spec_of(review.response.edition_id)
        asked: dict[str, Line] = {}
        changes: dict[str, Change] = {}
        for line in lines:
            question = spec.field(line.key)
            if question is None or question.kind not in offline.KINDS:
                taken.tell(line, gettext("The form has no such question: take it anew, or answer on the page."))
            elif line.key in asked:
                taken.tell(line, gettext("This question stands in the file twice: the first answer was taken."))
            else:
                asked[line.key] = line
                changes[line.key] = Change(offline.meant(question, line.answer), line.seen)
        saved = reviewing.save(review, changes, by=by, tab="")
    except (Refused, PermissionDenied) as refused:
        said = str(refused) if isinstance(refused, Refused) else gettext("You cannot judge this application.")
        for line in lines:
            taken.tell(line, said)
        return
    taken.answers += len(saved.changed)
    taken.reviews += bool(saved.changed)
    _tell(asked, saved, taken)


def _tell(asked: dict[str, Line], saved: Any, taken: Taken) -> None:
    for conflict in saved.conflicts:
        taken.tell(
            asked[conflict.key], gettext("Changed on the page since the file was made: what stands there was left. Choose there.")
        )
    faults: dict[str, Fault] = {}
    for fault in (*saved.refused, *saved.faults):
        faults.setdefault(fault.key, fault)
    for key, fault in faults.items():
        if key in asked and key not in {each.key for each in saved.conflicts}:
            taken.tell(asked[key], say(fault, language()))
