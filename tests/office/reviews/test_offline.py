"""The form as a table: what is written out is read back as it was, and whatever a file says, it is a table or a sentence."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bartholdi.cores import formspec
from bartholdi.office.reviews import offline
from bartholdi.office.reviews.offline import Line
from tests.office.reviews.judging import CRITERIA

SPEC = formspec.parse(
    {
        "format": 1,
        "sections": [
            *CRITERIA["sections"],  # type: ignore[misc]
            {
                "key": "more",
                "title": {"en": "More", "fr": "Suite"},
                "fields": [
                    {"key": "again", "kind": "yes_no", "label": {"en": "Again?", "fr": "Encore ?"}},
                    {
                        "key": "verdict",
                        "kind": "choice",
                        "label": {"en": "Verdict", "fr": "Verdict"},
                        "options": {
                            "choices": [
                                {"value": "fund", "label": {"en": "Fund it", "fr": "Financer"}},
                                {"value": "not", "label": {"en": "Do not", "fr": "Ne pas financer"}},
                            ]
                        },
                    },
                    {"key": "cv", "kind": "file", "label": {"en": "A file", "fr": "Un fichier"}},
                ],
            },
        ],
    }
)
ANSWERS: dict[str, Any] = {"project": "4.5", "strengths": "=Bold", "again": False, "verdict": "not"}


def table(language: str) -> list[list[str]]:
    return [offline.heads(language), *offline.rows("A-1", SPEC, ANSWERS, 3, language)]


def test_what_is_written_out_is_read_back_in_both_languages() -> None:
    for language in ("en", "fr"):
        lines, sentence = offline.read(table(language))
        assert sentence == ""
        read = {line.key: offline.meant(SPEC.field(line.key), line.answer) for line in lines}  # type: ignore[arg-type]
        assert read == ANSWERS
        assert {(line.application, line.seen) for line in lines} == {("A-1", 3)}


def test_steps_are_written_as_each_language_does() -> None:
    project = SPEC.field("project")
    assert project is not None
    assert ["0.5" in offline.how(project, "en"), "0,5" in offline.how(project, "fr")] == [True, True]


def test_a_file_question_is_for_the_page() -> None:
    assert "cv" not in {row[4] for row in table("en")[1:]}


def test_columns_may_stand_otherwise_and_be_more() -> None:
    lines, _sentence = offline.read([["KEY", "Other", "Réponse", "application", "Your answer"], ["team", "x", "y", "A-1", " 3 "]])
    assert lines == [Line(2, "A-1", "team", "3", 0)]


def test_what_no_choice_says_stays_as_it_was_typed() -> None:
    field = SPEC.field("verdict")
    assert field is not None
    assert [offline.meant(field, typed) for typed in ("Financer", "FUND IT", "fund", "Perhaps")] == [
        "fund",
        "fund",
        "fund",
        "Perhaps",
    ]


@given(st.lists(st.lists(st.text(max_size=30), max_size=8), max_size=8))
def test_any_table_gives_lines_or_a_sentence(cells: list[list[str]]) -> None:
    lines, sentence = offline.read([offline.heads("en"), *cells])
    assert sentence == ""
    assert all(line.answer and 2 <= line.number <= len(cells) + 1 for line in lines)
    assert isinstance(offline.read(cells)[1], str)
