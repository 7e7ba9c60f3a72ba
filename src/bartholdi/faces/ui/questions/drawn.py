"""What the templates of a questionnaire are given: pages of questions, each with its controls."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.forms.utils import flatatt

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.kind import Shown
from bartholdi.faces.ui.questions.faults import Faults
from bartholdi.faces.ui.summary import Fault


@dataclass(slots=True)
class Control:
    """One thing to type in, to tick or to choose from; `template` is its part in ui/questions/controls, `more` what that part alone knows."""

    template: str
    id: str
    name: str
    value: str = ""
    label: str = ""  # beside other controls; empty where the question's own label is the control's
    labelled: str = ""  # the ids that name it in a table
    optional: bool = False
    errors: Sequence[str] = ()
    described: str = ""
    invalid: bool = False
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def part(self) -> str:
        return f"ui/questions/controls/{self.template}.html"

    @property
    def error_id(self) -> str:
        return f"{self.id}--error"

    @property
    def said(self) -> str:
        """The attributes that name and describe it to those who hear the page."""
        named = {
            "aria-labelledby": self.labelled,
            "aria-describedby": self.described,
            "aria-invalid": "true" if self.invalid else "",
        }
        return flatatt({name: value for name, value in named.items() if value})

    @property
    def first_id(self) -> str:
        """Boxes have no control with the name of all: the first of them is the one to go to."""
        return next((offer.id for offer in self.more.get("offers", ()) if not offer.heading), self.id)

    def describe(self, ids: str, *, invalid: bool) -> None:
        """What stands round the question is said with each of its controls that stands alone."""
        self.described = " ".join(filter(None, [ids, self.error_id if self.errors else ""]))
        self.invalid = invalid or bool(self.errors)


class Offer(NamedTuple):
    """One thing to choose; a heading only stands over others."""

    id: str
    value: str
    label: str
    chosen: bool = False
    heading: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field where it stands: as a question, or in one row of a table."""

    field: Field
    name: str  # of the control, and the beginning of the names of its parts
    path: str  # in faults
    language: str
    faults: Faults
    look_up_url: str = ""
    files: Mapping[str, str] = dataclasses.field(default_factory=dict)  # digest -> where the file is downloaded
    labelled: str = ""
    adding: bool = False  # one more row, with nothing in it

    @property
    def in_table(self) -> bool:
        return bool(self.labelled)

    def control(self, template: str, *, part: str = "", label: str = "", **more: Any) -> Control:
        """Faults of a part stand beside the part; those of the whole are drawn by whoever draws the question."""
        name = f"{self.name}.{part}" if part else self.name
        value, optional = more.pop("value", ""), more.pop("optional", False)
        labelled = f"{self.labelled} {column_part(self.labelled, part)}" if self.labelled and label else self.labelled
        made = Control(template, identifier(name), name, value, label, labelled, optional, more=more)
        if label and not self.in_table:
            made.errors = self.faults.at(f"{self.path}.{part}", made.id)
        return made


def column_part(labelled: str, part: str) -> str:
    return f"{labelled.partition(' ')[0]}-{part.replace('.', '-')}"


def identifier(name: str) -> str:
    """`q-budget.0.cost` is found as `q-budget-0-cost`."""
    return name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    key: str
    label: str
    help: str
    limits: Sequence[str]
    optional: bool
    parts: Sequence[tuple[str, str]]  # the ids and names of the parts of a cell, for those who hear the page
    numeric: bool


class Cell(NamedTuple):
    kind: str
    name: str
    label: str
    controls: Sequence[Control]
    errors: Sequence[str]
    error_id: str
    suffix: str


class Row(NamedTuple):
    id: str
    place: str
    number: str
    cells: Sequence[Cell]


class Total(NamedTuple):
    column: str
    label: str
    sums: str
    currencies: str  # with the digits after the decimal mark: "EUR:2 JPY:0"; empty for plain numbers


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Row]
    blank: Row  # from which JavaScript makes rows
    totals: Sequence[Total]
    most: int

    @property
    def full(self) -> bool:
        return len(self.rows) >= self.most


class Attached(NamedTuple):
    """A file that is there already."""

    name: str
    said: str
    digest: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """`layout` is how its parts stand: one, group, box, table, words, answer."""

    key: str
    kind: str
    id: str
    label: str
    layout: str
    help: str = ""
    limits: Sequence[str] = ()
    optional: bool = False
    controls: Sequence[Control] = ()
    errors: Sequence[str] = ()
    described: str = ""
    suffix: str = ""
    hidden: bool = False
    when: str = ""
    version: str = ""
    table: Table | None = None
    shown: Shown | None = None  # what was answered, where nothing can be changed
    notes: Sequence[str] = ()  # for whoever designs the question

    @property
    def hint_id(self) -> str:
        return f"{self.id}--hint"

    @property
    def error_id(self) -> str:
        return f"{self.id}--error"

    @property
    def lines(self) -> Sequence[str]:
        return [self.shown] if isinstance(self.shown, str) else self.shown if isinstance(self.shown, list) else ()

    @property
    def faulty(self) -> bool:
        cells = [cell for row in self.table.rows for cell in row.cells] if self.table else []
        return bool(self.errors) or any(one.errors for one in self.controls) or any(cell.errors for cell in cells)


@dataclass(frozen=True, slots=True)
class Page:
    """One section. `faults` lead from the error summary to the controls."""

    key: str
    number: int
    count: int
    title: str
    help: str
    questions: Sequence[Question]
    language: str
    faults: Sequence[Fault] = ()

    @property
    def shown(self) -> frozenset[str]:
        """The questions that show: where it grew by what was sent, there is something new to answer."""
        return frozenset(question.key for question in self.questions if not question.hidden)
