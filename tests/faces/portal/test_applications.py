"""An application through its pages: begun without an account, saved as one writes, submitted once, told to nobody else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bartholdi.faces.ui import arrival
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Extension, Submission
from bartholdi.office.applications.services.extensions import extend_application
from bartholdi.office.programmes.models import Call
from tests.counting import cost, statements
from tests.doors import sign_in_by_code
from tests.factories import EditionFactory
from tests.office.applications.forms import ANSWERS, a_call, begun, field, sent, spec
from tests.office.lib.test_files import pdf

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def call() -> Call:
    return a_call()


def at(name: str, application: Application, **more: Any) -> str:
    return reverse(f"portal:{name}", kwargs={"pk": application.pk, **more})


def typed(page: str, **values: str) -> dict[str, str]:
    """What a browser without scripts would send of this page."""
    hidden = {name: page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0] for name in ("version", "drawn")}
    return {**hidden, "drawn": hidden["drawn"].replace("&quot;", '"'), **{f"q-{key}": value for key, value in values.items()}}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def autosave(client: Client, application: Application, *, since: int = 0, tab: str = "t", **values: tuple[str, int]) -> Any:
    fields = {f"q-{key}": value for key, (value, _seen) in values.items()}
    seen = json.dumps({key: seen for key, (_value, seen) in values.items()})
    return client.post(at("application_save", application), {**fields, "seen": seen, "tab": tab, "since": since}, **JSON)


def test_a_visitor_begins_writes_signs_in_and_has_it_all(client: Client, call: Call, applicant: User) -> None:
    start = reverse("apply", args=[call.slug])
    assert client.get(start).status_code == 200
    began = client.post(start)
    draft = Application.objects.get()
    assert began["Location"] == at("application", draft)
    assert client.post(start)["Location"] == at("application", draft)  # a second click
    page = client.get(at("application_page", draft, key="project"))
    assert "Sign in to keep this draft" in page.content.decode()
    went = client.post(at("application_page", draft, key="project"), typed(page.content.decode(), title="Ice", why="Because"))
    assert went["Location"] == at("application_check", draft)
    assert client.get(at("application_check", draft))["Location"].startswith(reverse("account_login"))
    assert sign_in_by_code(client, applicant, next=at("application_check", draft)) == at("application_check", draft)
    draft.refresh_from_db()
    assert (draft.claim_digest, draft.title, Access.objects.get().user) == ("", "Ice", applicant)
    assert "drafts" not in {name for name, morsel in client.cookies.items() if morsel.value}
    assert client.get(at("application_check", draft)).status_code == 200


def test_a_key_that_was_made_up_opens_nothing(client: Client, call: Call) -> None:
    client.post(reverse("apply", args=[call.slug]))
    draft = Application.objects.get()
    other = Client()
    for value in ["", "x", f"{draft.pk}.guess", f"{draft.pk}.guess:{'x' * 43}", "\x01", "é" * 500]:
        other.cookies["drafts"] = value
        assert other.get(at("application", draft))["Location"].startswith(reverse("account_login"))


def test_each_of_the_cast_sees_it_or_it_does_not_exist(call: Call, cast: dict[str, User]) -> None:
    application = sent(call, cast["applicant"])
    pages = [
        "application",
        "application_check",
        "application_withdraw",
        "application_versions",
        "application_reuse",
        "application_now",
    ]
    addresses = [
        *(at(name, application) for name in pages),
        at("application_page", application, key="you"),
        at("submission", application, number=1),
    ]
    for part, user in cast.items():
        found = {signed_in(user).get(address).status_code for address in addresses}
        assert found == ({200} if part == "applicant" else {404}), part


def test_pages_lead_from_one_to_the_next_without_a_script(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant)
    client.force_login(applicant)
    you = at("application_page", draft, key="you")
    went = client.post(you, typed(client.get(you).content.decode(), name="Aïcha", country="FR"))
    assert went["Location"] == at("application_page", draft, key="project")
    draft.response.refresh_from_db()
    assert draft.response.answers == {"name": "Aïcha", "country": "FR"}
    assert client.get(at("application_page", draft, key="nowhere")).status_code == 404


def test_only_what_was_touched_is_sent_and_two_people_see_both_texts(
    client: Client, call: Call, applicant: User, stranger: User
) -> None:
    draft = begun(call, applicant, title="Old", why="Old")
    Access.objects.create(application=draft, user=stranger, role="applicant")
    client.force_login(applicant)
    address = at("application_page", draft, key="project")
    before = client.get(address).content.decode()
    autosave(signed_in(stranger), draft, why=("Theirs", draft.response.version), title=("New title", draft.response.version))
    answer = client.post(address, typed(before, title="Old", why="Mine"))
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "Sam Stranger wrote:" in words
    assert "Theirs" in words
    assert ">\nMine</textarea>" in words
    draft.response.refresh_from_db()
    assert draft.response.answers == {"title": "New title", "why": "Theirs"}
    client.post(address, typed(words, title="New title", why="Mine and theirs"))
    draft.response.refresh_from_db()
    assert draft.response.answers == {"title": "New title", "why": "Mine and theirs"}


def test_a_save_tells_what_others_changed_and_where_two_differ(
    client: Client, call: Call, applicant: User, stranger: User
) -> None:
    draft = begun(call, applicant)
    Access.objects.create(application=draft, user=stranger, role="applicant")
    client.force_login(applicant)
    other = signed_in(stranger)
    assert autosave(other, draft, tab="o", why=("Theirs", 0)).json()["version"] == 1
    told = autosave(client, draft, tab="m", title=("Ice", 0)).json()
    assert (told["version"], list(told["others"]), told["others"]["why"]["by"]) == (2, ["why"], "Sam Stranger")
    assert "Theirs" in told["others"]["why"]["html"]
    apart = autosave(client, draft, since=2, tab="m", why=("Mine", 0)).json()
    assert list(apart["conflicts"]) == ["why"]
    assert "Sam Stranger wrote:" in apart["conflicts"]["why"]["html"]
    done = autosave(client, draft, since=3, tab="m", why=("Both", apart["conflicts"]["why"]["version"])).json()
    assert (done["conflicts"], done["version"]) == ({}, 4)


def test_what_others_do_is_told_once_and_who_is_here(client: Client, call: Call, applicant: User, stranger: User) -> None:
    draft = begun(call, applicant, why="Mine")
    Access.objects.create(application=draft, user=stranger, role="applicant")
    client.force_login(applicant)
    other = signed_in(stranger)
    other.get(at("application_now", draft), {"tab": "o", "page": "project", "since": 1})
    first = client.get(at("application_now", draft), {"tab": "m", "since": 1}).json()
    assert (first["present"], first["others"]) == (["Sam Stranger is editing “Project” now."], {})
    quiet = client.get(at("application_now", draft), {"tab": "m", "since": 1, "mark": first["mark"]})
    assert (quiet.status_code, quiet.content) == (204, b"")


def test_each_page_of_the_form_says_how_long_is_left_and_hears_of_an_extension(
    client: Client, call: Call, applicant: User, officer: User
) -> None:
    draft = begun(call, applicant)
    client.force_login(applicant)
    page = client.get(at("application_page", draft, key="project")).content.decode()
    for words in ('role="timer"', ">9 days left</span>", "(Washington)", "ui/js/countdown"):
        assert words in page
    until = call.closes_at + timedelta(days=5)
    extend_application(draft, until=until, reason="A storm.", by=officer)
    heard = client.get(at("application_now", draft), {"since": 0}, **JSON).json()
    assert heard["until"] == until.isoformat()
    assert ">14 days left</span>" in client.get(at("application_page", draft, key="you")).content.decode()
    Call.objects.filter(pk=call.pk).update(closes_at=call.opens_at + timedelta(days=1))
    Extension.objects.all().delete()
    assert 'role="timer"' not in client.get(at("application_page", draft, key="you")).content.decode()


def test_oneself_in_another_window_is_told_so_and_the_page_one_came_from_is_not(
    client: Client, call: Call, applicant: User
) -> None:
    draft = begun(call, applicant)
    client.force_login(applicant)

    def present(tab: str, was: str = "") -> list[str]:
        answer = client.get(at("application_now", draft), {"tab": tab, "was": was, "page": "you"})
        told: list[str] = answer.json()["present"]
        return told

    assert present("a") == []
    assert present("b", was="a") == []
    assert present("c") == ["You have this application open in another window too."]


def test_a_removed_lead_is_told_kindly_and_a_barred_one_nothing(
    client: Client, call: Call, applicant: User, stranger: User
) -> None:
    application = sent(call, applicant)
    application.submissions.get().leads.add(stranger)
    access = Access.objects.create(application=application, user=stranger, role="applicant", until=call.moment())
    client.force_login(stranger)
    told = client.get(at("application_page", application, key="project"))
    assert told.status_code == 403
    assert "You are no longer a lead of this application" in told.content.decode()
    assert at("submission_paper", application, number=1) in told.content.decode()
    assert "It melts" not in told.content.decode()
    refused = autosave(client, application, why=("Mine", 1))
    assert (refused.status_code, "no longer a lead" in refused.json()["refused"]) == (409, True)
    Access.objects.create(application=application, user=stranger, role="barred")
    assert client.get(at("application", application)).status_code == 404
    access.delete()
    assert client.get(at("application", application)).status_code == 404


def test_what_the_browser_keeps_is_let_go_of_only_when_the_form_was_taken(client: Client, call: Call, applicant: User) -> None:
    draft, tab = begun(call, applicant), "0123456789abcdef"
    client.force_login(applicant)
    address = at("application_page", draft, key="project")
    form = {**typed(client.get(address).content.decode(), title="Ice"), "tab": tab}
    assert client.post(address, form).cookies["draft-taken"].value == tab
    assert "draft-taken" not in client.post(address, {**form, "tab": "x; path=/"}).cookies
    Call.objects.update(closes_at=call.moment() - timedelta(minutes=1))
    assert "draft-taken" not in client.post(address, {**form, "q-title": "Late"}).cookies


def test_words_too_long_to_keep_stay_in_the_form(client: Client, call: Call, applicant: User) -> None:
    draft, long = begun(call, applicant, title="Ice"), "x" * 1_000_000
    client.force_login(applicant)
    told = autosave(client, draft, why=(long, 1)).json()
    assert (told["refusedKeys"], "why" in told["faults"]) == (["why"], True)
    address = at("application_page", draft, key="project")
    answer = client.post(address, typed(client.get(address).content.decode(), title="Ice", why=long))
    assert long in answer.content.decode()
    draft.response.refresh_from_db()
    assert draft.response.answers == {"title": "Ice"}


def test_a_script_whose_session_ended_is_told_so_and_nothing_is_saved(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant)
    answer = autosave(client, draft, why=("Mine", 0))
    assert (answer.status_code, answer.json()) == (401, {"sign_in": reverse("account_login")})
    assert not draft.response.versions.exists()


def test_what_was_posted_after_the_session_ended_is_saved_on_coming_back(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant)
    client.force_login(applicant)
    address = at("application_page", draft, key="project")
    form = typed(client.get(address).content.decode(), title="Typed while signed out", why="")
    client.logout()
    assert client.post(address, form, HTTP_REFERER=f"http://testserver{address}")["Location"].startswith(reverse("account_login"))
    assert sign_in_by_code(client, applicant, next=address) == address
    assert "is saved" in client.get(address).content.decode()
    draft.response.refresh_from_db()
    assert draft.response.answers == {"title": "Typed while signed out"}


def test_submitting_is_one_however_often_and_shows_its_paper(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **ANSWERS)
    client.force_login(applicant)
    form = client.get(at("application_check", draft)).content.decode()
    token = form.split('name="token" value="')[1].split('"')[0]
    went = [client.post(at("application_check", draft), {"token": token})["Location"] for _each in range(2)]
    assert went == [at("submission", draft, number=1)] * 2
    assert Submission.objects.count() == 1
    assert "CHAT-0001-1" in client.get(went[0]).content.decode()
    paper = client.get(at("submission_paper", draft, number=1))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper["Content-Disposition"] == 'attachment; filename="CHAT-0001-1-en.pdf"'


def test_what_is_missing_leads_to_its_question(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, title="Ice")
    client.force_login(applicant)
    words = client.get(at("application_check", draft)).content.decode()
    assert f"{at('application_page', draft, key='you')}?check=1#q-name--question" in words
    assert client.post(at("application_check", draft), {"token": "x"})["Location"] == at("application_check", draft)
    assert not Submission.objects.exists()


def test_the_instant_of_arrival_decides_and_not_when_we_came_to_it(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **ANSWERS)
    client.force_login(applicant)
    Call.objects.update(closes_at=call.moment() - timedelta(seconds=5))
    call.refresh_from_db()
    assert call.closes_at is not None
    late, early = call.closes_at.timestamp() + 1, call.closes_at.timestamp() - 1
    refused = client.post(at("application_check", draft), {"token": "x"}, **{arrival.KEY: late})
    assert refused["Location"] == "/"
    assert "this arrived after the closing time" in client.get(at("application", draft)).content.decode()
    assert not Submission.objects.exists()
    client.post(at("application_check", draft), {"token": "x"}, **{arrival.KEY: early})
    assert Submission.objects.get().arrived_at.timestamp() == early


def test_no_header_can_say_when_it_arrived(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **ANSWERS)
    client.force_login(applicant)
    client.post(at("application_check", draft), {"token": "x"}, headers={"bartholdi.arrived": "0", "Bartholdi-Arrived": "0"})
    assert Submission.objects.get().arrived_at.year > 2000


def test_a_file_is_kept_with_what_was_typed_beside_it_and_sent_to_its_owners_only(
    client: Client, call: Call, cast: dict[str, User]
) -> None:
    draft = begun(call, cast["applicant"])
    client.force_login(cast["applicant"])
    address = at("application_page", draft, key="you")
    form = typed(client.get(address).content.decode(), name="Aïcha")
    client.post(address, {**form, "q-cv": SimpleUploadedFile("cv.pdf", pdf())})
    draft.response.refresh_from_db()
    assert draft.response.answers["cv"]["name"] == "cv.pdf"
    assert draft.response.answers["name"] == "Aïcha"
    kept = at("application_file", draft, file=draft.response.attachments.get().pk)
    assert b"".join(client.get(kept).streaming_content) == pdf()  # type: ignore[attr-defined]
    assert signed_in(cast["stranger"]).get(kept).status_code == 404
    page = client.get(address).content.decode()
    client.post(address, {**typed(page, name="Aïcha"), "remove_file:cv": draft.response.answers["cv"]["digest"]})
    draft.response.refresh_from_db()
    assert draft.response.answers == {"name": "Aïcha"}


def test_a_refused_file_undoes_nothing(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant)
    client.force_login(applicant)
    address = at("application_page", draft, key="you")
    form = typed(client.get(address).content.decode(), name="Aïcha")
    client.post(address, {**form, "q-cv": SimpleUploadedFile("cv.pdf", b"<script>")})
    draft.response.refresh_from_db()
    assert draft.response.answers == {"name": "Aïcha"}
    assert "Cv – cv.pdf: This file cannot be taken" in client.get(address).content.decode()


def test_after_closing_nothing_is_saved_and_a_script_is_told(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, title="Ice")
    client.force_login(applicant)
    Call.objects.update(closes_at=call.moment() - timedelta(minutes=1))
    answer = autosave(client, draft, title=("Late", 1))
    assert answer.status_code == 409
    assert "the time to change this application is over" in answer.json()["refused"]
    assert "cannot be changed any more" in client.get(at("application_page", draft, key="project")).content.decode()


@pytest.mark.parametrize(
    "body",
    [
        {"seen": "[]"},
        {"seen": "{"},
        {"seen": '{"title": -1}', "q-title": "x"},
        {"seen": '{"title": "9999999999999"}', "q-title": "x"},
        {"seen": '{"nothing": 1}', "q-nothing": "x"},
        {"seen": "[" * 5000},
        {"seen": '{"title": null}', "q-title": "\u202e\u0000abc"},
        {"since": "x", "tab": "t" * 5000},
        {},
    ],
)
def test_nonsense_breaks_nothing(client: Client, call: Call, applicant: User, body: dict[str, str]) -> None:
    draft = begun(call, applicant)
    client.force_login(applicant)
    assert client.post(at("application_save", draft), body, **JSON).status_code == 200
    draft.response.refresh_from_db()
    assert set(draft.response.answers) <= {"title"}


def test_versions_are_listed_and_gone_back_to(client: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, title="First")
    autosave(signed_in(applicant), draft, title=("Other", 1))
    client.force_login(applicant)
    assert "First" in client.get(at("application_versions", draft)).content.decode()
    client.post(at("application_versions", draft), {"number": "1"})
    draft.response.refresh_from_db()
    assert draft.response.answers == {"title": "First"}


def test_earlier_answers_come_over_where_nothing_is_written(client: Client, call: Call, applicant: User) -> None:
    earlier = sent(call, applicant, agree=True)
    draft = begun(call, applicant, title="New")
    client.force_login(applicant)
    words = client.post(at("application_reuse", draft), {"earlier": earlier.pk}).content.decode()
    assert "3 answers came over." in words
    draft.response.refresh_from_db()
    assert (draft.response.answers["title"], draft.response.answers["why"]) == ("New", ANSWERS["why"])
    assert "agree" not in draft.response.answers


def test_nobody_takes_over_somebody_elses_answers(call: Call, applicant: User, stranger: User) -> None:
    earlier, draft = sent(call, applicant), begun(call, stranger)
    assert signed_in(stranger).post(at("application_reuse", draft), {"earlier": earlier.pk}).status_code == 404


def test_pages_cost_the_same_with_one_and_with_many(client: Client, call: Call, applicant: User) -> None:
    client.force_login(applicant)
    first = begun(call, applicant, title="Ice")
    addresses = [
        reverse("portal:home"),
        at("application", first),
        at("application_page", first, key="project"),
        at("application_versions", first),
    ]
    before = [cost(client, address) for address in addresses]
    for number in range(3):
        begun(call, applicant, title="Ice")
        autosave(client, first, title=(f"{number}", 1 + number))
    assert [cost(client, address) for address in addresses] == before
    assert before[0] <= 10
    assert before[2] <= 15


def test_a_form_of_twenty_questions_costs_what_a_short_one_costs(client: Client, applicant: User) -> None:
    draft = begun(a_call(edition=EditionFactory(spec=spec(*(field(f"more_{n}", "text") for n in range(20))))), applicant)
    client.force_login(applicant)
    assert cost(client, at("application_page", draft, key="project")) <= 15
    assert cost(client, at("application", draft)) <= 15
    assert cost(client, at("application_check", draft)) <= 15


def test_a_save_asks_the_database_little_and_submitting_less_than_forty_times(
    client: Client, call: Call, applicant: User
) -> None:
    draft = begun(call, applicant, **ANSWERS)
    client.force_login(applicant)
    autosave(client, draft, why=("Because", 1))
    assert len(statements(lambda: autosave(client, draft, since=2, why=("Because it melts", 2)))) <= 14
    client.get(at("application_check", draft))
    assert len(statements(lambda: client.post(at("application_check", draft), {"token": "x"}))) <= 40
