"""The applications at the desk: the list, a case file, acts on one and on many, exports; and nothing for who is barred."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Access, Application, Bulk, Extension, Note
from bartholdi.office.applications.services import casework
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.counting import cost
from tests.factories import AccountFactory, ApplicationFactory, EditionFactory
from tests.office.applications.forms import ANSWERS, a_call, begun, field, sent, spec, write
from tests.office.lib.test_files import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
LIST = "/en/desk/applications/"
READS = ("officer", "director", "auditor")


@pytest.fixture
def call() -> Call:
    return a_call(title_en="Ice", title_fr="Glace")


@pytest.fixture
def application(call: Call, applicant: User) -> Application:
    return sent(call, applicant)


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def at(name: str, application: Application, *more: Any) -> str:
    return reverse(f"desk:{name}", args=[application.pk, *more])


def read(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode(errors="replace"))


def shown(client: Client, query: str = "") -> list[str]:
    rows = client.get(LIST + query).context["listing"].page.rows
    return sorted(row.reference for row in rows)


def pages(application: Application) -> dict[str, str]:
    call = application.call.slug
    return {
        "list": LIST,
        "file": at("application", application),
        "submission": at("application-submission", application, 1),
        "blind": at("application-submission", application, 1) + "?blind=1",
        "compare": at("application-compare", application),
        "figures": reverse("desk:call-figures", args=[call]),
        "more time": reverse("desk:call-extensions", args=[call]),
        "nominations": reverse("desk:call-nominations", args=[call]),
        "answers": reverse("desk:applications-answers"),
        "write": at("application-write", application),
        "return": at("application-act", application, "return"),
        "find ineligible": at("application-act", application, "find-ineligible"),
        "extend": at("application-act", application, "extend"),
        "withdraw": at("application-act", application, "withdraw"),
        "many": reverse("desk:applications-many") + f"?act=message&row={application.pk}",
    }


def test_each_page_as_each_person(client: Client, application: Application, cast: dict[str, User]) -> None:
    answers: dict[str, dict[str, int]] = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = {name: client.get(url).status_code for name, url in pages(application).items()}
    names = list(pages(application))
    nothing = dict.fromkeys(names, 403)
    works = dict.fromkeys(names, 200)
    reads = {**works, **dict.fromkeys(("write", "return", "find ineligible", "extend", "withdraw", "many"), 403)}
    assert answers == {
        "applicant": nothing,
        "stranger": nothing,
        "officer": works,
        "director": works,
        "auditor": reads,
        "editor": nothing,
        "administrator": nothing,
    }


@pytest.mark.once
def test_pages_take_the_same_queries_for_one_and_for_many(
    desk: Client, call: Call, application: Application, officer: User
) -> None:
    urls = [url for name, url in pages(application).items() if name != "many"]
    Access.objects.create(application=application, user=AccountFactory(), role=Access.Role.OBSERVER)
    casework.add_note(application, text="One", by=officer)
    Extension.objects.create(call=call, application=application, until=call.moment(), reason="One")
    one = {url: cost(desk, url) for url in urls}
    for number in range(3):
        other = AccountFactory(email=f"more{number}@example.org")
        sent(call, other)
        Access.objects.create(application=application, user=other, role=Access.Role.OBSERVER)
        casework.add_note(application, text=f"More {number}", by=officer)
        Extension.objects.create(call=call, user=other, until=call.moment(), reason="More")
        write(application, application.access.earliest("pk").user, title=f"Ice {number}")
        services.submit(application, by=application.access.earliest("pk").user, arrived_at=call.moment())
    assert {url: cost(desk, url) for url in urls} == one


def test_the_list_costs_little(desk: Client, application: Application) -> None:
    assert (cost(desk, LIST) <= 15, cost(desk, at("application", application)) <= 20) == (True, True)


# ---------------------------------------------------------------- the list


def test_it_is_searched_and_filtered(desk: Client, call: Call) -> None:
    us, fr = call.sides.order_by("letter")
    facts = [
        ("CHAT-0001", {"title": "Ice cores", "state": "submitted", "side": us, "field": "Physics", "finding": "eligible"}),
        ("CHAT-0002", {"title": "Deep sea", "state": "draft", "side": fr, "field": "Biology", "language": "fr"}),
        ("CHAT-0003", {"title": "Old trees", "state": "returned", "finding": "needs_officer"}),
    ]
    for number, (reference, more) in enumerate(facts):
        ApplicationFactory(call=call, serial=number + 1, reference=reference, **more)
    ApplicationFactory(call=a_call(code="OTHER"), reference="OTHER-1")
    queries = {
        "": ["CHAT-0001", "CHAT-0002", "CHAT-0003", "OTHER-1"],
        f"?call={call.pk}": ["CHAT-0001", "CHAT-0002", "CHAT-0003"],
        "?state=draft&state=returned": ["CHAT-0002", "CHAT-0003", "OTHER-1"],
        "?side=FR": ["CHAT-0002"],
        "?field=phys": ["CHAT-0001"],
        "?finding=needs_officer": ["CHAT-0003"],
        "?language=fr": ["CHAT-0002"],
        "?nominated=yes": [],
        "?submitted_from=2000-01-01": ["CHAT-0001", "CHAT-0003"],
        "?q=deep": ["CHAT-0002"],
        "?q=CHAT-0003": ["CHAT-0003"],
    }
    assert {query: shown(desk, query) for query in queries} == queries


def test_a_field_is_shown_and_found_by_its_words_in_the_readers_language(desk: Client) -> None:
    offered = [{"value": "earth", "label": {"en": "Ocean and climate", "fr": "Océan et climat"}}]
    questions = spec(field("area", "choice", options={"choices": offered, "other": True}))
    call = a_call(edition=EditionFactory(spec=questions), columns={"title": "title", "field": "area"})
    ApplicationFactory(call=call, reference="CHAT-0001", field="earth")
    ApplicationFactory(call=call, reference="CHAT-0002", field="Poetry")
    assert [words in read(desk.get(LIST)) for words in ("Ocean and climate", "Poetry", "earth")] == [True, True, False]
    assert "Océan et climat" in read(desk.get(LIST.replace("/en/", "/fr/")))
    queries = {"?field=ocean": ["CHAT-0001"], "?field=océan": ["CHAT-0001"], "?field=poet": ["CHAT-0002"]}
    assert {query: shown(desk, query) for query in queries} == queries


def test_a_call_has_its_own_list(desk: Client, call: Call) -> None:
    assert desk.get(reverse("desk:call-applications", args=[call.slug]))["Location"] == f"{LIST}?call={call.pk}"
    assert desk.get("/en/desk/applications/of/nowhere/").status_code == 404


def test_a_rehearsal_is_in_no_list(desk: Client, call: Call) -> None:
    made = ApplicationFactory(call=a_call(code="REH", rehearsal_of=call))
    assert shown(desk) == []
    assert desk.get(at("application", made)).status_code == 404


# ---------------------------------------------------------------- the case file


def test_the_case_file_offers_what_this_state_allows_to_this_person(
    client: Client, application: Application, cast: dict[str, User]
) -> None:
    offered = {}
    for part in READS:
        client.force_login(cast[part])
        offered[part] = [act["slug"] for act in client.get(at("application", application)).context["acts"]]
    all_acts = offered["officer"]
    assert set(all_acts) == {"return", "find-ineligible", "extend", "write", "withdraw"}
    assert offered == {"officer": all_acts, "director": all_acts, "auditor": []}


def test_a_draft_is_not_read_by_staff(desk: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **{**ANSWERS, "why": "Half a thought"})
    page = read(desk.get(at("application", draft)))
    assert ("Half a thought" in page, "A draft is read by those who write it" in page) == (False, True)
    assert desk.get(at("application-submission", draft, 1)).status_code == 404


def test_submissions_are_read_compared_and_copied_without_names(desk: Client, application: Application, applicant: User) -> None:
    write(application, applicant, title="Ice cores, again")
    services.submit(application, by=applicant, arrived_at=application.call.moment())
    compared = desk.get(at("application-compare", application)).context["pairs"]
    changed = [(each.label, each.before, each.after) for each in compared if each.changed]
    assert changed == [("Title", "Ice cores", "Ice cores, again")]
    whole = read(desk.get(at("application-submission", application, 1)))
    blind = read(desk.get(at("application-submission", application, 1) + "?blind=1"))
    assert ("Aïcha Applicant" in whole, "Because." in whole) == (True, True)
    assert ("<dd>Aïcha" in blind, "Because." in blind) == (False, True)


def test_a_file_is_taken_once_it_was_submitted_and_the_journal_says_so(desk: Client, call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **ANSWERS)
    upload = SimpleUploadedFile("cv.pdf", pdf(), "application/pdf")
    services.attach_file(draft, "cv", upload, by=applicant, arrived_at=call.moment())
    url = at("application-file", draft, draft.response.attachments.get().pk)
    assert desk.get(url).status_code == 404
    services.submit(draft, by=applicant, arrived_at=call.moment())
    assert read(desk.get(url)).startswith("%PDF")
    assert Entry.objects.get(act="applications.download").change == {"file": "cv.pdf"}


def test_notes_are_added_mended_and_removed(desk: Client, application: Application) -> None:
    desk.post(at("application-notes", application), {"text": "Ask the hots."})
    note = Note.objects.get()
    desk.post(at("application-note", application, note.pk), {"text": "Ask the host."})
    assert "Ask the host." in read(desk.get(at("application", application)))
    desk.post(at("application-note", application, note.pk), {"remove": "1"})
    assert not Note.objects.exists()


def test_each_act_is_asked_done_and_told(desk: Client, application: Application) -> None:
    until = {"until_day": "2030-01-27", "until_hour": "12:00", "until_zone": "Europe/Paris"}
    asked = at("application-act", application, "return")
    assert "This is told to" in read(desk.get(asked))
    kept = desk.post(asked, {"message": "", **until})
    assert (kept.status_code, application.state) == (200, "submitted")
    assert desk.post(asked, {"message": "A budget.", **until})["Location"] == at("application", application)
    application.refresh_from_db()
    assert (application.state, application.returned_until.isoformat()) == ("returned", "2030-01-27T11:00:00+00:00")
    desk.post(at("application-act", application, "withdraw"), {"reason": "By telephone."})
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert set(Notice.objects.values_list("kind", flat=True)) >= {"applications.returned", "applications.withdrawn_on_request"}
    assert desk.get(at("application-act", application, "nonsense")).status_code == 404


def test_what_was_typed_is_kept_when_it_is_refused(desk: Client, application: Application) -> None:
    typed = {"reason": "Ünlucky", "until_day": "2020-01-27", "until_hour": "12:00", "until_zone": "Europe/Paris"}
    page = read(desk.post(at("application-act", application, "extend"), typed))
    assert ("Ünlucky" in page, "Nothing was extended" in page) == (True, True)


def test_a_message_is_shown_as_it_will_be_read_then_sent(desk: Client, application: Application, applicant: User) -> None:
    words = {"subject_en": "Hello {name}", "text_en": "About {reference}.", "subject_fr": "", "text_fr": ""}
    page = read(desk.post(at("application-write", application), {**words, "preview": "1"}))
    assert ("Hello Aïcha Applicant" in page, "About CHAT-0001." in page) == (True, True)
    assert not Notice.objects.filter(kind="applications.message").exists()
    desk.post(at("application-write", application), {**words, "held": "on", "send": "1"})
    letter = Notice.objects.get(kind="applications.message")
    assert (letter.address, letter.subject, letter.state) == (applicant.email, "Hello Aïcha Applicant", "held")


# ---------------------------------------------------------------- many


def several(call: Call, count: int = 3) -> list[Application]:
    return [sent(call, AccountFactory(email=f"several{number}@example.org")) for number in range(count)]


def test_many_are_named_then_done_and_the_page_tells_how_far(desk: Client, call: Call) -> None:
    rows = several(call)
    url = reverse("desk:applications-many") + "?act=find_ineligible&" + "&".join(f"row={row.pk}" for row in rows[:2])
    asked = desk.get(url)
    page = read(asked)
    assert [row.reference in page for row in rows] == [True, True, False]
    assert "2 applications" in page
    mark = asked.context["chosen"].mark
    done = desk.post(url, {"mark": mark, "reason": "project", "remark": "", "told": "on"}, follow=True)
    assert done.context["counts"] == {"waiting": 0, "done": 2, "refused": 0}
    assert sorted(Application.objects.values_list("state", flat=True)) == ["ineligible", "ineligible", "submitted"]
    again = desk.post(url, {"mark": mark, "reason": "project", "remark": ""}, follow=True)  # a second click
    assert again.context["counts"] == {"waiting": 0, "done": 0, "refused": 2}
    assert Notice.objects.filter(kind="applications.found_ineligible").count() == 2


def test_all_of_a_filter_are_those_that_were_shown_or_nothing_is_done(desk: Client, call: Call) -> None:
    several(call)
    url = reverse("desk:applications-many") + f"?act=find_ineligible&all=1&filter=call%3D{call.pk}"
    asked = desk.get(url)
    assert asked.context["chosen"].count == 3
    sent(call, AccountFactory(email="fourth@example.org"))
    answer = desk.post(url, {"mark": asked.context["chosen"].mark, "reason": "project"})
    assert "other applications match now" in read(answer)
    assert not Bulk.objects.exists()


def test_nothing_chosen_is_said(desk: Client) -> None:
    answer = desk.get(reverse("desk:applications-many") + "?act=message", HTTP_REFERER=f"http://testserver{LIST}", follow=True)
    assert "choose at least one application first" in read(answer)


def test_a_group_gets_more_time_and_a_message(desk: Client, call: Call) -> None:
    rows = several(call)
    many = reverse("desk:applications-many") + "?all=1&filter="
    mark = desk.get(f"{many}&act=extend").context["chosen"].mark
    until = {"until_day": "2030-01-27", "until_hour": "12:00", "until_zone": "Europe/Paris", "reason": "A storm"}
    desk.post(f"{many}&act=extend", {"mark": mark, **until})
    assert Extension.objects.count() == Extension.objects.filter(batch=Extension.objects.all()[0].batch).count() == len(rows)
    words = {"subject_en": "Hello", "text_en": "Dear {name}", "subject_fr": "", "text_fr": "", "mark": mark}
    assert "Dear Person" in read(desk.post(f"{many}&act=message", {**words, "preview": "1"}))
    desk.post(f"{many}&act=message", {**words, "send": "1"})
    kinds = list(Notice.objects.exclude(kind="applications.submitted").values_list("kind", flat=True))
    assert sorted(kinds) == ["applications.extended"] * 3 + ["applications.message"] * 3


# ---------------------------------------------------------------- the call as a whole


def test_everyone_gets_more_time_and_those_who_have_begun_are_told(desk: Client, call: Call) -> None:
    several(call, 2)
    url = reverse("desk:call-extensions", args=[call.slug])
    given = {"until_day": "2030-01-27", "until_hour": "12:00", "until_zone": "America/New_York", "reason": "An outage"}
    answer = desk.post(url, {"whom": "everyone", **{f"everyone-{name}": value for name, value in given.items()}}, follow=True)
    assert answer.context["counts"]["done"] == 2
    person = {**given, "email": "new@example.org", "language": "fr", "until_day": "2030-01-28"}
    desk.post(url, {"whom": "person", **{f"person-{name}": value for name, value in person.items()}})
    letters = Notice.objects.filter(kind="applications.extended").order_by("pk").values_list("address", "language")
    assert list(letters) == [("several0@example.org", "en"), ("several1@example.org", "en"), ("new@example.org", "fr")]
    assert "An outage" in read(desk.get(url))


def test_the_figures_come_alone_for_htmx(desk: Client, call: Call) -> None:
    several(call, 2)
    url = reverse("desk:call-figures", args=[call.slug])
    assert "<html" in read(desk.get(url))
    live = read(desk.get(url, HTTP_HX_REQUEST="true"))
    assert ("<html" in live, 'class="numeric">2<' in live) == (False, True)


def test_today_tells_what_waits(desk: Client, call: Call) -> None:
    first, second = several(call, 2)
    Application.objects.filter(pk=first.pk).update(finding="needs_officer")
    Application.objects.filter(pk=second.pk).update(state="returned", returned_until=call.opens_at)
    Call.objects.update(closes_at=call.moment().replace(year=call.moment().year + 1))
    titles = [task["title"] for task in desk.get("/en/desk/").context["tasks"]]
    assert titles == ["1 application did not come back in time", "1 application needs an officer"]


# ---------------------------------------------------------------- exports


def test_an_export_holds_what_the_list_shows_and_the_answers_hold_all(desk: Client, call: Call, application: Application) -> None:
    rows = list(csv.DictReader(io.StringIO(read(desk.get(f"{LIST}?export=csv")).removeprefix("\ufeff"))))
    assert [row["Reference"] for row in rows] == ["CHAT-0001"]
    url = reverse("desk:applications-answers")
    assert list(desk.get(url).context["editions"]) == [call.edition]
    files = {form: desk.get(f"{url}?edition={call.edition_id}&export={form}") for form in ("csv", "json", "xlsx")}
    plain = json.loads(read(files["json"]))
    assert [row["answer.title"] for row in plain] == ["Ice cores"]
    assert "Because." in read(files["csv"])
    sheet = load_workbook(io.BytesIO(b"".join(files["xlsx"].streaming_content))).active
    assert sheet is not None
    assert "Ice cores" in {str(cell.value) for line in sheet.iter_rows() for cell in line}
    acts = list(Entry.objects.filter(act="applications.export_answers").values_list("actor_label", flat=True))
    assert acts == ["Olivia Officer"] * 3


def test_a_formula_in_an_answer_is_defused(desk: Client, call: Call, applicant: User) -> None:
    sent(call, applicant, title="=1+1")
    url = f"{reverse('desk:applications-answers')}?edition={call.edition_id}&export=csv"
    assert "'=1+1" in read(desk.get(url))


# ---------------------------------------------------------------- barred


def everything(client: Client, application: Application, term: str) -> dict[str, str]:
    """All that this person can fetch, without what changes by itself."""
    call = application.call
    answers = reverse("desk:applications-answers")
    lists = {
        "list": LIST,
        "search": f"{LIST}?q={term}",
        "filter": f"{LIST}?field=secret",
        "sorted": f"{LIST}?sort=title",
        "csv": f"{LIST}?export=csv",
        "json": f"{LIST}?export=json",
        "answers": f"{answers}?edition={call.edition_id}&export=csv",
        "editions": answers,
        "figures": reverse("desk:call-figures", args=[call.slug]),
        "nominations": reverse("desk:call-nominations", args=[call.slug]),
        "today": "/en/desk/",
        "journal": "/en/desk/journal/",
        "outbox": "/en/desk/outbox/",
        "many": reverse("desk:applications-many") + "?act=message&all=1&filter=",
    }
    return {name: read(client.get(url)) for name, url in lists.items()}


@pytest.mark.once
def test_a_barred_officer_finds_nothing_of_it_anywhere(client: Client, call: Call, cast: dict[str, User]) -> None:
    """Whatever stands in the hidden application, and also when it does not exist: no other byte at all."""
    sent(call, cast["stranger"], title="Open to all")
    hidden = sent(call, cast["applicant"], title="Secret glacier")
    Application.objects.filter(pk=hidden.pk).update(field="secret", finding="needs_officer")
    casework.add_note(hidden, text="Secret glacier noted", by=cast["director"])
    Access.objects.create(application=hidden, user=cast["officer"], role=Access.Role.BARRED)
    client.force_login(cast["officer"])
    found = everything(client, hidden, "glacier")
    told = {name for name, page in found.items() if "Secret glacier" in page or "CHAT-0002" in page}
    assert told == set()
    client.force_login(cast["director"])
    seen = {name for name, page in everything(client, hidden, "glacier").items() if "Secret glacier" in page}
    assert seen == {"list", "search", "filter", "sorted", "csv", "json", "answers", "many", "journal", "today"}
    Access.objects.create(application=hidden, user=cast["director"], role=Access.Role.BARRED)
    told = {name for name, page in everything(client, hidden, "glacier").items() if "glacier" in page.replace("q=glacier", "")}
    assert told - {"search"} == set()
    client.force_login(cast["officer"])
    assert client.get(LIST).context["listing"].page.rows[0].title == "Open to all"
    assert len(client.get(LIST).context["listing"].page.rows) == 1
    assert client.get(reverse("desk:call-figures", args=[call.slug])).status_code == 200
    own = pages(hidden)
    for name in ("file", "submission", "blind", "compare", "write", "return", "find ineligible", "extend", "withdraw"):
        assert client.get(own[name]).status_code == 404, name
        assert client.post(own[name]).status_code == 404, name
    assert client.post(at("application-notes", hidden), {"text": "I was here"}).status_code == 404
    chosen = client.get(reverse("desk:applications-many") + f"?act=message&all=1&filter=&row={hidden.pk}").context["chosen"]
    assert hidden.pk not in chosen.keys


def test_a_page_that_is_hidden_is_the_page_that_does_not_exist(client: Client, application: Application, officer: User) -> None:
    Access.objects.create(application=application, user=officer, role=Access.Role.BARRED)
    client.force_login(officer)
    nowhere = Application(pk=999_999)
    hidden, missing = (client.get(at("application", each)) for each in (application, nowhere))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert read(hidden).replace(f"/{application.pk}/", "/N/") == read(missing).replace("/999999/", "/N/")
