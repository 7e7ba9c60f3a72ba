"""Each kind of question: the controls it is drawn with, and how they are read back; both stand side by side."""

from bartholdi.faces.ui.questions.kinds.choosing import CHOICE, CHOICES, COUNTRY, DISCIPLINE, GOALS_KIND, YES_NO
from bartholdi.faces.ui.questions.kinds.dates import DATE, PERIOD
from bartholdi.faces.ui.questions.kinds.files import FILE, FILES
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.kinds.numbers import MONEY, NUMBER, SCORE
from bartholdi.faces.ui.questions.kinds.people import ORGANISATION_KIND, PERSON
from bartholdi.faces.ui.questions.kinds.tables import TABLE
from bartholdi.faces.ui.questions.kinds.texts import INFORMATION, LONG_TEXT, STATEMENT, TEXT

MANNERS: dict[str, Manner] = {
    "text": TEXT,
    "long_text": LONG_TEXT,
    "number": NUMBER,
    "money": MONEY,
    "date": DATE,
    "period": PERIOD,
    "yes_no": YES_NO,
    "choice": CHOICE,
    "choices": CHOICES,
    "country": COUNTRY,
    "organisation": ORGANISATION_KIND,
    "goals": GOALS_KIND,
    "discipline": DISCIPLINE,
    "person": PERSON,
    "file": FILE,
    "files": FILES,
    "table": TABLE,
    "score": SCORE,
    "statement": STATEMENT,
    "information": INFORMATION,
}
