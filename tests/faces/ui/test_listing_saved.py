"""Saved views of a list: kept under a name, shared with staff, opened with the list, deleted; each person's own."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from bartholdi.faces.desk.views.journal import JOURNAL
from bartholdi.faces.ui.listing import saved
from bartholdi.faces.ui.models import SavedView
from bartholdi.office.accounts.models import User
from bartholdi.office.lib.workflow import Refused

pytestmark = pytest.mark.django_db
URL = "/en/desk/journal/"


def save(client: Client, **given: str) -> str:
    """Where the answer leads."""
    answer = client.post(URL, {"act": "save-view", "name": "Mine", "query": "q=zoe&sort=at", **given})
    assert answer.status_code == 302
    return str(answer["Location"])


def views() -> list[tuple[str, str, str, bool, bool]]:
    rows = SavedView.objects.order_by("owner__email", "name")
    return list(rows.values_list("owner__email", "name", "query", "shared", "opens"))


def test_a_view_is_saved_and_opened(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    where = save(client)
    assert where == f"{URL}?q=zoe&sort=at&view={SavedView.objects.get().pk}"
    page = client.get(where)
    assert (page.context["listing"].asked.query, page.context["listing"].asked.order.asked) == ("zoe", "at")
    assert 'aria-current="true">Mine</a>' in page.content.decode()
    assert views() == [("auditor@example.org", "Mine", "q=zoe&sort=at", False, False)]


def test_the_same_name_replaces(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    save(client)
    save(client, query="by=ada")
    assert views() == [("auditor@example.org", "Mine", "by=ada", False, False)]


def test_one_view_opens_with_the_list(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    save(client, opens="on")
    save(client, name="Other", query="by=ada", opens="on")
    other = SavedView.objects.get(name="Other")
    assert [row[4] for row in views()] == [False, True]
    assert client.get(URL)["Location"] == f"?by=ada&view={other.pk}"
    assert client.get(URL, {"view": "0"}).status_code == 200
    client.post(URL, {"act": "open-view", "view": other.pk})
    assert client.get(URL).status_code == 200


def test_a_shared_view_is_seen_by_all_staff_and_changed_by_its_owner_only(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["auditor"])
    save(client, shared="on", opens="on")
    view = SavedView.objects.get()
    client.force_login(cast["officer"])
    page = client.get(URL)
    assert (page.status_code, [one.view for one in page.context["listing"].saved]) == (200, [view])
    for act in ("delete-view", "open-view"):
        assert client.post(URL, {"act": act, "view": view.pk}).status_code == 404
    assert views() == [("auditor@example.org", "Mine", "q=zoe&sort=at", True, True)]


def test_a_view_that_is_not_shared_is_its_owners_alone(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["auditor"])
    save(client)
    client.force_login(cast["officer"])
    assert client.get(URL).context["listing"].saved == []


def test_who_is_no_staff_sees_no_shared_view(applicant: User, auditor: User) -> None:
    saved.keep("journal", auditor, name="Shared", query="", shared=True, opens=False)
    assert list(SavedView.objects.visible_to(applicant)) == []


def test_a_visitor_of_a_public_list_keeps_no_views(rf: RequestFactory, auditor: User) -> None:
    saved.keep("journal", auditor, name="Shared", query="", shared=True, opens=False)
    assert list(SavedView.objects.visible_to(AnonymousUser())) == []
    request = rf.post(URL, {"act": "save-view", "name": "Mine"})
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        saved.answer(request, JOURNAL)


def test_a_view_is_deleted(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    save(client)
    client.post(URL, {"act": "delete-view", "view": SavedView.objects.get().pk})
    assert views() == []


@pytest.mark.parametrize("name", ["", " ", "x" * 81])
def test_a_view_without_a_fit_name_is_refused(client: Client, auditor: User, name: str) -> None:
    client.force_login(auditor)
    answer = client.post(URL, {"act": "save-view", "name": name}, follow=True)
    assert "give it a name of at most 80 characters" in client.get(URL).content.decode() + answer.content.decode()
    assert views() == []


def test_nobody_fills_the_database_with_views(auditor: User) -> None:
    for number in range(saved.MOST):
        saved.keep("journal", auditor, name=f"View {number}", query="", shared=False, opens=False)
    with pytest.raises(Refused):
        saved.keep("journal", auditor, name="One more", query="", shared=False, opens=False)
    saved.keep("journal", auditor, name="View 1", query="q=x", shared=False, opens=False)


@pytest.mark.parametrize(("given", "status"), [({}, 400), ({"act": "drop"}, 400), ({"act": "delete-view", "view": "x"}, 404)])
def test_a_post_that_says_nothing_of_views(client: Client, auditor: User, given: dict[str, str], status: int) -> None:
    client.force_login(auditor)
    assert client.post(URL, given).status_code == status


def test_a_forged_query_in_a_view_leads_nowhere_else(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    where = save(client, query="\r\nSet-Cookie: a=b&q=<script>&//evil.example")
    assert where.startswith(f"{URL}?")
    assert client.get(where).status_code == 200
    assert "<script>&//evil" not in client.get(URL, {"view": "0"}).content.decode()
