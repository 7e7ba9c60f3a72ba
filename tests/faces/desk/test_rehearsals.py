"""A rehearsal at the desk: begun, looked at as each role on its live pages and at any moment, sealed off from all that is real, discarded."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import looking
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.counting import cost
from tests.factories import ApplicationFactory, CallFactory
from tests.lettering import asked, requirement, token_of
from tests.office.applications.forms import a_call, begun
from tests.office.applications.rehearsed import from_blueprint, rehearsed

pytestmark = pytest.mark.django_db
LIST = "/en/desk/calls/"
Look = Callable[..., Any]


@pytest.fixture
def copy(officer: User) -> Call:
    return rehearsed(officer)


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def look(desk: Client, copy: Call) -> Look:
    """The page of a role at a moment; without `page`, where it begins."""

    def open_as(who: str, moment: str = "open", page: str = "", **options: Any) -> Any:
        return desk.get(address(copy, who, moment) + page, follow=not page, **options)

    return open_as


def address(copy: Call, who: str, moment: str = "open") -> str:
    return f"{LIST}{copy.pk}/look/{who}/{int(looking.moments(copy)[moment].timestamp())}/"


def lead(copy: Call, serial: int = 1, role: str = "lead") -> str:
    return f"lead-{Party.objects.get(application__call=copy, application__serial=serial, role=role).pk}"


def first(copy: Call) -> Application:
    return Application.objects.get(call=copy, serial=1)


def test_a_call_is_rehearsed_and_discarded(desk: Client) -> None:
    call = a_call()
    original = f"{LIST}{call.pk}/"
    answer = desk.post(f"{original}rehearse/")
    assert answer.url == f"{LIST}{call.rehearsals.get().pk}/"
    assert "Look as each role" in desk.get(answer.url).content.decode()
    assert "Rehearsals" in desk.get(original).content.decode()
    assert desk.post(f"{answer.url}discard/").url == original
    assert [str(row) for row in desk.get(LIST).context["listing"].page.rows] == [str(call)]
    assert not call.rehearsals.exists()


def test_a_role_and_a_moment_are_chosen_and_lead_to_its_page(desk: Client, copy: Call) -> None:
    place = f"{LIST}{copy.pk}/look/"
    groups = [group for group, _choices in desk.get(place).context["form"].fields["who"].choices]
    assert groups == ["The public", "Applicants", "Writers of letters, by their link", "The office"]
    assert desk.get(place, {"who": "visitor", "moment": "last_hour"}).url == address(copy, "visitor", "last_hour")
    exact = desk.get(place, {"who": "officer", "moment": "exact", "clock_on": "2028-01-02", "clock_at": "13:30"})
    assert re.fullmatch(rf"{place}officer/\d{{10}}/", exact.url)
    again = desk.get(f"{place}?who=officer&at={exact.url.split('/')[-2]}").context["form"]
    assert [str(again[name].value()) for name in ("who", "moment", "clock_on", "clock_at")] == [
        *("officer", "exact", "2028-01-02", "13:30:00")
    ]
    wrong = {
        "nobody of this rehearsal": {"who": "lead-999999", "moment": "open"},
        "no hour": {"who": "visitor", "moment": "exact", "clock_on": "2028-01-02"},
        "too far": {"who": "visitor", "moment": "exact", "clock_on": "2099-01-02", "clock_at": "13:30"},
    }
    errors = {name: sorted(desk.get(place, given).context["form"].errors) for name, given in wrong.items()}
    assert errors == {"nobody of this rehearsal": ["who"], "no hour": ["clock_on"], "too far": ["clock_on"]}


def test_each_role_finds_its_own_page_of_that_moment(look: Look, copy: Call) -> None:
    unfinished, writer = lead(copy, 3), f"writer-{looking.letters(copy)[0].pk}"
    found = {
        (who, moment): look(name, moment).templates[0].name
        for who, name in {"lead": unfinished, "writer": writer}.items()
        for moment in ("before", "after")
    }
    assert found == {
        ("lead", "before"): "portal/start.html",
        ("lead", "after"): "portal/application/show.html",
        ("writer", "before"): "desk/call_look_nothing.html",
        ("writer", "after"): "portal/letter_write.html",
    }
    assert [look(who).templates[0].name for who in ("visitor", "officer")] == ["website/call.html", "desk/call.html"]


def test_the_page_says_what_it_would_say_at_that_moment(look: Look, copy: Call) -> None:
    said = {
        moment: (
            look("visitor", moment).context["standing"],
            look(lead(copy, 3), moment).context.get("writable"),
            look("officer", moment).context["standing"],
        )
        for moment in ("before", "last_hour")
    }
    assert [(public, writable, str(desk)) for public, writable, desk in said.values()] == [
        ("coming", None, "Opens later"),
        ("open", True, "Open"),
    ]
    assert look(lead(copy, 3), "after").context["writable"] is False
    assert "30 minutes" in look("visitor", "last_hour").content.decode()
    eleventh = Application.objects.get(call=copy, serial=11)
    states = [look("officer", each, f"en/desk/applications/{eleventh.pk}/").context for each in ("last_hour", "after")]
    assert [context["application"].state for context in states] == ["draft", "submitted"]


def test_leads_of_both_sides_see_the_same_application_each_by_their_own_name(look: Look, copy: Call) -> None:
    pages = [look(lead(copy, 1, role)) for role in ("lead", "co_lead")]
    assert [page.context["application"] for page in pages] == [first(copy)] * 2
    assert [str(page.context["user"]) for page in pages] == list(
        first(copy).parties.order_by("pk")[:2].values_list("name", flat=True)
    )


@pytest.mark.long
def test_every_page_says_that_it_is_a_rehearsal_and_how_to_go_on(look: Look, copy: Call) -> None:
    for who in ("visitor", lead(copy), f"writer-{looking.letters(copy)[0].pk}", "officer", "reviewer"):
        page = look(who)
        text = page.content.decode()
        ribbon = re.search(r'<aside class="rehearsal".*?</aside>', text, re.DOTALL)
        assert ribbon is not None
        assert "Nothing is sent, and nothing is kept." in ribbon[0]
        assert f"{LIST}{copy.pk}/look/?who={who}" in ribbon[0].replace("&amp;", "&")
        assert address(copy, who, "after") in ribbon[0]
        assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")


def test_links_stay_in_the_rehearsal_and_lead_through_it_in_both_languages(desk: Client, look: Look, copy: Call) -> None:
    page, prefix = look(lead(copy)), address(copy, lead(copy))
    links = re.findall(r'(?:href|action)="(/[^"]*)"', page.content.decode().split("</aside>")[-1])
    outside = {link for link in links if not link.startswith((prefix, "/static/", "/en/desk/calls/"))}
    assert outside == {"/en/"}  # the website itself
    task = next(link for link in links if "/page/" in link)
    assert desk.get(task).templates[0].name == "portal/application/page.html"
    french = next(link for link in links if f"{prefix}fr/" in link)
    answer = desk.get(french)
    assert (answer.status_code, "Répétition." in answer.content.decode()) == (200, True)


@pytest.mark.long
def test_each_page_of_an_applicant_opens(look: Look, copy: Call) -> None:
    pages = ["check", "withdraw", "versions", "reuse", "leads", "letters", "sent/1", "page/you"]
    place = f"en/portal/applications/{first(copy).pk}"
    assert {page: look(lead(copy), "after", f"{place}/{page}/").status_code for page in pages} == dict.fromkeys(pages, 200)


def test_what_would_be_sent_is_refused_in_words_and_changes_nothing(desk: Client, copy: Call) -> None:
    place = f"{address(copy, lead(copy))}en/portal/applications/{first(copy).pk}/"
    before = [Application.objects.values().get(pk=first(copy).pk), Entry.objects.count(), Notice.objects.count()]
    for page in ("check/", "withdraw/", "page/project/", "leads/"):
        answer = desk.post(f"{place}{page}", {"title": "Mine"}, headers={"accept": "text/html"})
        assert "nothing was sent" in answer.content.decode()
    script = desk.post(f"{place}save/", {"q-title": "Mine"}, headers={"accept": "application/json"})
    assert (script.status_code, "nothing was sent" in script.json()["refused"]) == (409, True)
    assert desk.get(f"{place}now/", headers={"accept": "application/json"}).status_code == 204
    assert [Application.objects.values().get(pk=first(copy).pk), Entry.objects.count(), Notice.objects.count()] == before


def test_the_check_of_eligibility_answers_since_it_keeps_nothing(desk: Client, officer: User) -> None:
    copy = from_blueprint(officer, "transatlantic-research-partnership")
    place = f"{address(copy, 'visitor')}en/apply/{copy.slug}/check/"
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = desk.cookies
    page = careful.get(place)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert token is not None
    answer = careful.post(place, {"csrfmiddlewaretoken": token[1]}, headers={"accept": "text/html"})
    assert (answer.status_code, answer.templates[0].name) == (200, "portal/before.html")
    assert answer.context["eligibility"]["word"] == "We cannot say yet"
    assert careful.post(place, {}, headers={"accept": "text/html"}).status_code == 403


def test_files_are_told_of_and_not_given(look: Look, copy: Call) -> None:
    pages = [f"en/portal/applications/{first(copy).pk}/sent/1/paper/", f"en/calls/{copy.slug}/deadlines.ics"]
    answers = [look(lead(copy), "after", page) for page in pages]
    assert [(each.status_code, "Here one would get a file." in each.content.decode()) for each in answers] == [(404, True)] * 2


def test_nobody_begins_an_application_in_a_rehearsal(desk: Client, copy: Call) -> None:
    count = Application.objects.count()
    for place in (f"{address(copy, 'visitor')}en/apply/{copy.slug}/", f"/en/apply/{copy.slug}/"):
        desk.post(place, {"side": copy.sides.earliest("pk").pk})
    assert Application.objects.count() == count
    assert desk.get(f"/en/apply/{copy.slug}/").status_code == 404  # outside it is no call, for staff neither


def test_what_is_real_opens_in_no_look(desk: Client, copy: Call, officer: User, applicant: User) -> None:
    call = a_call(code="REAL", title_en="Real", title_fr="Vrai")
    real = begun(call, applicant)
    letter = asked(real, requirement(call), by=applicant)
    token = token_of(letter)
    writer = f"writer-{looking.letters(copy)[0].pk}"
    pages = [
        *((lead(copy), f"en/portal/applications/{real.pk}/{page}") for page in ("", "sent/1/")),
        *((writer, f"en/letters/{token}/{page}") for page in ("", f"{letter.pk}/")),
        *(("visitor", f"en/{page}/{call.slug}/") for page in ("calls", "apply")),
        *(
            ("officer", f"en/desk/{page}/{pk}/")
            for page, pk in (("applications", real.pk), ("calls", call.pk), ("letters", letter.pk))
        ),
        ("officer", f"en/desk/applications/of/{call.slug}/figures/"),
        *(
            ("officer", page)
            for page in ("en/desk/people/", "en/desk/journal/", "en/desk/outbox/", "cms/", "en/account/", "en/nowhere/")
        ),
    ]
    assert {desk.get(address(copy, who) + page).status_code for who, page in pages} == {404}


def test_the_list_of_applications_shows_those_of_the_rehearsal_whatever_is_asked(look: Look, copy: Call) -> None:
    ApplicationFactory(call=copy.rehearsal_of, title="Real")
    for query in ("", f"?call={copy.rehearsal_of_id}&export=csv&view=1"):
        page = look("officer", "after", f"en/desk/applications/{query}")
        assert (page.status_code, {row.call_id for row in page.context["listing"].page.rows}) == (200, {copy.pk})


def test_reviewers_read_what_was_handed_in_once_the_call_has_closed(look: Look, copy: Call) -> None:
    assert "Reviewers see no application before the call has closed." in look("reviewer", "last_hour").content.decode()
    page = look("reviewer", "after")
    assert (len(page.context["sent"]), page.context["one"].application) == (8, first(copy))
    other = page.context["sent"][3].application
    assert look("reviewer", "after", f"?application={other.pk}").context["one"].application == other


def test_whoever_may_not_rehearse_looks_at_nothing(client: Client, cast: dict[str, User], copy: Call) -> None:
    places = [f"{LIST}{copy.pk}/look/", f"{address(copy, 'visitor')}en/calls/{copy.slug}/"]
    found = {}
    for part in CAST:
        client.force_login(cast[part])
        found[part] = [client.get(place).status_code for place in places]
    may = {"officer", "director", "administrator"}
    assert found == {part: [200] * 2 if part in may else [403] * 2 for part in CAST}


def test_who_reads_no_cases_looks_as_everybody_but_the_officer(client: Client, cast: dict[str, User], copy: Call) -> None:
    client.force_login(cast["administrator"])
    offered = client.get(f"{LIST}{copy.pk}/look/").content.decode()
    assert ('value="reviewer"' in offered, 'value="officer"' in offered) == (True, False)
    page = f"en/desk/applications/{first(copy).pk}/"
    answers = [client.get(address(copy, who, "after") + rest).status_code for who, rest in (("officer", page), ("reviewer", ""))]
    assert answers == [404, 200]


def test_only_a_rehearsal_and_a_moment_near_it_can_be_looked_at(desk: Client, copy: Call) -> None:
    original = copy.rehearsal_of
    assert original is not None
    assert desk.get(f"{LIST}{original.pk}/look/").status_code == 403
    assert desk.get(address(copy, "visitor").replace(f"/{copy.pk}/", f"/{original.pk}/")).status_code == 403
    for who, at in (
        ("visitor", "0"),
        ("visitor", "9" * 12),
        ("visitor", "9" * 30),
        ("stranger", "1830000000"),
        ("lead-0", "1830000000"),
    ):
        assert desk.get(f"{LIST}{copy.pk}/look/{who}/{at}/").status_code == 404


def test_a_look_neither_reads_nor_writes_the_officers_browser(desk: Client, look: Look, copy: Call) -> None:
    desk.cookies["scheme"], desk.cookies["drafts"] = "dark", "1.key"
    look("visitor")
    before = {name: cookie.value for name, cookie in desk.cookies.items()}
    session = dict(desk.session)
    page = look(lead(copy), "open", "en/portal/")
    assert (page.context["scheme"], page.context["request"].COOKIES) == ("dark", {"scheme": "dark"})
    look("visitor", "open", "en/account/sign-in/")
    assert ({name: cookie.value for name, cookie in desk.cookies.items()}, dict(desk.session)) == (before, session)


def test_the_journal_tells_of_the_rehearsal_and_of_no_look(look: Look, copy: Call) -> None:
    letter = Application.objects.get(call=copy, serial=1).letters.earliest("pk")
    before = Entry.objects.count()
    for who in ("visitor", lead(copy), "officer", "reviewer"):
        look(who, "after")
    assert look("officer", "after", f"en/desk/letters/{letter.pk}/").status_code == 200  # reading a letter is told, elsewhere
    assert Entry.objects.count() == before


def test_nothing_of_a_rehearsal_is_anywhere_else(desk: Client, copy: Call) -> None:
    words = [copy.slug, copy.code, *Application.objects.filter(call=copy).exclude(title="").values_list("title", flat=True)]
    pages = [
        *("/en/", "/en/calls/", "/calls.json", "/sitemap.xml", LIST, "/en/desk/", "/en/desk/applications/"),
        *("/en/desk/applications/?export=csv", "/en/portal/", f"/en/desk/applications/?call={copy.pk}"),
    ]
    for page in pages:
        answer = desk.get(page)
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        assert [word for word in words if word in text] == []
    for page in ("figures", "more-time", "nominations", "duplicates"):
        assert desk.get(f"/en/desk/applications/of/{copy.slug}/{page}/").status_code == 404
    assert desk.get(f"/en/desk/applications/{first(copy).pk}/").status_code == 404


def test_a_look_costs_the_same_whatever_else_the_office_has(desk: Client, copy: Call) -> None:
    places = [f"{address(copy, lead(copy))}en/portal/applications/{first(copy).pk}/", f"{LIST}{copy.pk}/look/"]
    one = cost(desk, *places)
    for _more in range(3):
        ApplicationFactory(call=copy.rehearsal_of)
        CallFactory()
    assert cost(desk, *places) == one
