"""The kinds of field there are, by name."""

from bartholdi.cores.formspec.kinds.choosing import CHOICE, CHOICES, COUNTRY, DISCIPLINE, GOALS_KIND, YES_NO
from bartholdi.cores.formspec.kinds.dates import DATE, PERIOD
from bartholdi.cores.formspec.kinds.files import FILE, FILES_KIND
from bartholdi.cores.formspec.kinds.kind import Kind
from bartholdi.cores.formspec.kinds.numbers import MONEY, NUMBER, SCORE
from bartholdi.cores.formspec.kinds.people import ORGANISATION_KIND, PERSON
from bartholdi.cores.formspec.kinds.tables import TABLE
from bartholdi.cores.formspec.kinds.texts import INFORMATION, LONG_TEXT, STATEMENT, TEXT

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        TEXT, LONG_TEXT, NUMBER, MONEY, DATE, PERIOD, YES_NO, CHOICE, CHOICES, COUNTRY, ORGANISATION_KIND, GOALS_KIND, DISCIPLINE,
        PERSON, FILE, FILES_KIND, TABLE, SCORE, STATEMENT, INFORMATION,
    )
}  # fmt: skip
