"""What an entry is about is said in its reader's language, as far as it is in words of ours; what was written and sealed stays."""

import pytest
from django.utils.translation import override

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Bulk
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.journal import labels, verify
from bartholdi.office.journal.acts import record
from bartholdi.office.journal.models import Entry
from bartholdi.office.reviews.models import Proposal
from tests.counting import statements
from tests.factories import ApplicationFactory, CallFactory
from tests.office.notices.post import write

pytestmark = pytest.mark.django_db


def said(subject: object, by: User, language: str) -> str:
    """Of an entry that somebody wrote while they read French."""
    with override("fr"):
        entry = record("test.act", subject, by=by)  # type: ignore[arg-type]
    with override(language):
        return labels.said(entry.subject_key, entry.subject_label)


@pytest.mark.parametrize("outcome", Outcome.values)
def test_a_decision_is_named_by_its_outcome_in_both_languages(officer: User, outcome: str) -> None:
    decision = Decision.objects.create(application=ApplicationFactory(reference="CHST-1"), outcome=outcome)
    told = [said(decision, officer, language) for language in ("en", "fr")]
    expected = {
        "fund": ("Funded", "Financée"),
        "reserve": ("On the reserve list", "Sur la liste complémentaire"),
        "decline": ("Not selected", "Non retenue"),
    }
    english, french = expected[outcome]
    assert told == [f"CHST-1: {english}", f"CHST-1\u00a0: {french}"]


def test_every_kind_of_row_that_speaks_is_told_whole_in_english_and_otherwise_in_french(officer: User) -> None:
    call = CallFactory(title_en="Ice: and snow", title_fr="Glace")
    rows = [
        write(),
        Proposal.objects.create(call=call, by=officer, kind="repair"),
        Bulk.objects.create(by=officer, kind="message"),
    ]
    for row in rows:
        with override("en"):
            english = str(row)
        assert said(row, officer, "en") == english
        assert said(row, officer, "fr") != english
    assert said(rows[1], officer, "fr").endswith("\u00a0: Ice: and snow")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("decisions.decision:1", "CHST-1: Waived"),
        ("decisions.decision:1", "CHST-1"),
        ("accounts.user:1", "Ann: Funded"),
        ("", ""),
    ],
)
def test_what_is_in_no_known_form_stays_as_it_was_written(key: str, label: str) -> None:
    with override("fr"):
        assert labels.said(key, label) == label


def test_it_costs_no_question_and_changes_nothing_of_what_was_sealed(officer: User) -> None:
    decision = Decision.objects.create(application=ApplicationFactory(reference="CHST-1"), outcome="fund")
    record("test.act", decision, by=officer)
    entry = Entry.objects.get(act="test.act")
    with override("fr"):
        assert statements(lambda: labels.said(entry.subject_key, entry.subject_label)) == []
    assert (entry.subject_label, verify.verify().sound) == ("CHST-1: Funded", True)
