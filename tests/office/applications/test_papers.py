"""What was sent, on paper: tagged, in its reader's language, the same each time; and without names for blind review."""

import io
from typing import Any

import pypdf
import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Submission
from bartholdi.office.applications.papers import anonymous_copy, submission_pdf
from tests.office.applications.forms import a_call, sent, write

pytestmark = pytest.mark.django_db
TEAM = [{"who": "Bo", "months": "3"}, {"who": "Zoë", "months": "4,5"}]


def submission(applicant: User, **answers: Any) -> Submission:
    sent(a_call(), applicant, country="FR", team=TEAM, **answers)
    return Submission.objects.get()


def read(content: bytes) -> tuple[pypdf.PdfReader, str]:
    paper = pypdf.PdfReader(io.BytesIO(content))
    return paper, "\n".join(page.extract_text() for page in paper.pages)


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["Project", "France", "Reference"]), ("fr", ["Projet", "France", "Référence"])]
)
def test_the_paper_says_all_that_was_sent_in_its_readers_language(applicant: User, language: str, words: list[str]) -> None:
    made = submission(applicant)
    paper, text = read(submission_pdf(made, language=language, zone="Europe/Paris"))
    for expected in [*words, "CHAT-0001-1", "Ice cores", "It melts.", "Bo", "Zoë", made.digest[:8]]:
        assert expected in text
    root: Any = paper.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert paper.metadata is not None
    assert (paper.metadata.title, paper.metadata.author) == ("Ice cores", str(applicant))
    assert b"pdfuaid" in paper.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]


def test_the_same_each_time(applicant: User) -> None:
    made = submission(applicant)
    first, second = (submission_pdf(made, language="en", zone="UTC") for _each in range(2))
    assert first == second


def test_what_is_written_after_sending_changes_no_paper(applicant: User) -> None:
    made = submission(applicant)
    before = submission_pdf(made, language="en", zone="UTC")
    write(made.application, applicant, title="Another title", why="Other words")
    assert submission_pdf(Submission.objects.get(), language="en", zone="UTC") == before


@pytest.mark.parametrize(
    "why", ["#panic()", "$x$ *a* _b_ `c` <d> @e \\ // /* */ [", "x" * 20_000, "日本語 العربية 🎉", "a\n\n\n\nb\n"]
)
def test_nothing_typed_is_obeyed_or_breaks_it(applicant: User, why: str) -> None:
    _paper, text = read(submission_pdf(submission(applicant, why=why), language="en", zone="UTC"))
    assert "Ice cores" in text
    if why.startswith(("#", "$")):
        assert why.split(maxsplit=1)[0] in text


def test_the_blind_copy_has_neither_names_nor_files(applicant: User) -> None:
    made = submission(applicant)
    copy = anonymous_copy(made, "en")
    assert (copy.title, copy.abstract, copy.field) == ("Ice cores", "Because.\n\nIt melts.", "")
    for words in (copy.html, copy.text):
        assert "Aïcha" not in words
        assert "Name" not in words
        assert "It melts." in words


def test_a_column_fed_by_a_name_is_left_out_of_the_blind_copy(applicant: User) -> None:
    made = submission(applicant)
    made.application.call.columns = {"title": "name", "abstract": "why"}
    assert (anonymous_copy(made, "en").title, anonymous_copy(made, "en").abstract) == ("", "Because.\n\nIt melts.")
