"""One act on many: goes on where it stopped, does nothing twice, and touches nothing its officer may not touch."""

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import tasks
from bartholdi.office.applications.models import Access, Application, Bulk, BulkItem
from bartholdi.office.applications.services import bulk
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from tests.cast import CAST
from tests.factories import AccountFactory, ApplicationFactory
from tests.office.applications.forms import a_call

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Hello {name}", "text": "The panel meets."}
MESSAGE = {"texts": {"en": WORDS, "fr": WORDS}, "held": False}
NOT = {"reason": "project", "remark": "", "told": True}


def applications(count: int, **more: Any) -> list[int]:
    call = a_call(code=f"B{Application.objects.count()}")
    return [
        ApplicationFactory(call=call, applicant=AccountFactory(email=f"a{n}.{call.pk}@example.org", **more), state="submitted").pk
        for n in range(count)
    ]


def outcomes(made: Bulk) -> list[str]:
    return list(made.items.order_by("pk").values_list("outcome", flat=True))


def addresses(kind: str = "applications.message") -> list[str]:
    return list(Notice.objects.filter(kind=kind).order_by("pk").values_list("address", flat=True))


def test_each_is_done_recorded_and_told_once(officer: User) -> None:
    chosen = applications(3)
    made = bulk.begin("find_ineligible", [*chosen, chosen[0]], facts=NOT, by=officer)
    assert (bulk.go_on(made), bulk.go_on(made)) == (0, 0)
    assert outcomes(made) == ["done"] * 3
    assert set(Application.objects.values_list("state", flat=True)) == {"ineligible"}
    assert len(addresses("applications.found_ineligible")) == len(set(addresses("applications.found_ineligible"))) == 3
    assert Entry.objects.filter(act="applications.find_ineligible").count() == 3
    made.refresh_from_db()
    assert made.ended_at is not None


def test_what_was_stopped_goes_on_and_nobody_is_written_to_twice(officer: User) -> None:
    made = bulk.begin("message", applications(4), facts=MESSAGE, by=officer)
    left = [bulk.go_on(made, seconds=0) for _turn in range(2)]
    assert (left, outcomes(made), len(addresses())) == ([3, 2], ["done", "done", "waiting", "waiting"], 2)
    assert tasks.go_on_with_every_bulk.call() == 0
    assert (outcomes(made), len(addresses()), len(set(addresses()))) == (["done"] * 4, 4, 4)


def test_a_fault_in_the_middle_keeps_what_was_done_and_loses_nothing(officer: User) -> None:
    """The second reads French, and the act was begun without French: a fault, and not a refusal."""
    first, second, third = *applications(1), *applications(1, language="fr"), *applications(1)
    made = bulk.begin("message", [first, second, third], facts={"texts": {"en": WORDS}}, by=officer)
    with pytest.raises(KeyError):
        bulk.go_on(made)
    assert (outcomes(made), len(addresses())) == (["done", "waiting", "waiting"], 1)
    made.facts = MESSAGE
    made.save()
    assert bulk.go_on(made) == 0
    assert (outcomes(made), len(addresses()), len(set(addresses()))) == (["done"] * 3, 3, 3)


def test_a_refusal_stands_beside_its_application_and_the_others_are_done(officer: User) -> None:
    chosen = applications(3)
    Application.objects.filter(pk=chosen[1]).update(state="withdrawn")
    made = bulk.begin("find_ineligible", chosen, facts=NOT, by=officer)
    bulk.go_on(made)
    assert outcomes(made) == ["done", "refused", "done"]
    assert made.items.refused().get().sentence != ""


def test_from_whom_it_is_hidden_it_is_not_touched_and_not_counted(officer: User, director: User) -> None:
    chosen = applications(2)
    made = bulk.begin("find_ineligible", chosen, facts=NOT, by=officer)
    Access.objects.create(application_id=chosen[0], user=officer, role=Access.Role.BARRED)
    bulk.go_on(made)
    assert outcomes(made) == ["refused", "done"]
    assert Application.objects.get(pk=chosen[0]).state == "submitted"
    assert (made.items.visible_to(officer).count(), made.items.visible_to(director).count()) == (1, 2)


def test_only_officers_begin_one(cast: dict[str, User]) -> None:
    chosen, worked = applications(1), []
    for part in CAST:
        try:
            bulk.begin("message", chosen, facts=MESSAGE, by=cast[part])
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]
    assert {part for part in CAST if Bulk.objects.visible_to(cast[part]).exists()} == {"officer", "director", "auditor"}


def test_nothing_chosen_is_nothing_begun(officer: User) -> None:
    with pytest.raises(Refused):
        bulk.begin("message", [], facts=MESSAGE, by=officer)
    assert not Bulk.objects.exists()


def test_the_words_stand_in_no_entry_of_the_journal(officer: User) -> None:
    bulk.begin("find_ineligible", applications(1), facts={**NOT, "remark": "A secret"}, by=officer)
    assert not Entry.objects.filter(change__icontains="A secret").exists()
    assert Entry.objects.get(act="applications.begin_bulk").change["applications"] == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_go_on_at_once_do_nothing_twice() -> None:
    officer = AccountFactory(roles=["officer"])
    made = bulk.begin("message", applications(6), facts=MESSAGE, by=officer)
    together = threading.Barrier(3)
    left: list[int] = []

    def work() -> None:
        try:
            together.wait()
            left.append(bulk.go_on(Bulk.objects.select_related("by").get(pk=made.pk)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert left == [0, 0, 0]
    assert (outcomes(made), len(addresses()), len(set(addresses()))) == (["done"] * 6, 6, 6)
    assert BulkItem.objects.count() == 6
