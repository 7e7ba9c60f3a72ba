"""The calls at the desk: list, case file, starting from a blueprint, forms of every part, and who may what, at a fixed cost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import services
from bartholdi.office.programmes.blueprint import dumps
from bartholdi.office.programmes.models import Call, Fund, Programme
from bartholdi.office.programmes.shipped import shipped
from tests.cast import CAST
from tests.counting import cost
from tests.factories import ApplicationFactory, CallFactory, EditionFactory, OrganisationFactory, ProgrammeFactory
from tests.lettering import requirement
from tests.office.applications.forms import field, spec
from tests.office.lib.test_files import pdf
from tests.office.programmes.test_services import LETTER, ready

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]

LIST = "/en/desk/calls/"
STAFF = {"officer", "director", "auditor", "editor", "administrator"}
RUNNERS = {"officer", "director", "administrator"}


@pytest.mark.once
def test_the_door_is_open_to_staff_and_the_acts_to_those_who_run_calls(client: Client, cast: dict[str, User]) -> None:
    call = CallFactory(state="draft")
    contact = call.contacts.create(name="A", email="a@example.org")
    fund = Fund.objects.create(key="x", name_en="X", name_fr="X", currency="EUR")
    place = f"{LIST}{call.pk}/"
    see = [LIST, place, "/en/desk/programmes/", f"/en/desk/programmes/{call.programme_id}/", "/en/desk/funds/"]
    act = [
        f"{LIST}start/",
        f"{LIST}start/netva/",
        *(f"{place}edit/{group}/" for group in ("texts", "dates", "forms", "rules", "words")),
        *(f"{place}add/{kind}/" for kind in services.KINDS),
        f"{place}part/contact/{contact.pk}/",
        f"{place}shift/",
        f"{place}cancel/",
        "/en/desk/programmes/add/",
        f"/en/desk/programmes/{call.programme_id}/edit/",
        "/en/desk/funds/add/",
        f"/en/desk/funds/{fund.pk}/",
    ]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = ({client.get(each).status_code for each in see}, {client.get(each).status_code for each in act})
    assert answers == {part: ({200} if part in STAFF else {403}, {200} if part in RUNNERS else {403}) for part in CAST}


def test_the_words_of_a_letter_are_written_in_both_languages_or_not_at_all(client: Client, officer: User) -> None:
    call = CallFactory()
    client.force_login(officer)
    place = f"{LIST}{call.pk}/edit/words/"
    half = {"submitted_subject_en": "Thank you", "submitted_body_en": "We read it."}
    assert sorted(client.post(place, half).context["form"].errors) == ["submitted_body_fr", "submitted_subject_fr"]
    whole = {**half, "submitted_subject_fr": "Merci", "submitted_body_fr": "Nous la lirons."}
    assert client.post(place, whole).status_code == 302
    call.refresh_from_db()
    said = {"subject": {"en": "Thank you", "fr": "Merci"}, "body": {"en": "We read it.", "fr": "Nous la lirons."}}
    assert call.notices == {"submitted": said}
    assert "We read it." in client.get(place).content.decode()
    assert client.post(place, {}).status_code == 302
    call.refresh_from_db()
    assert call.notices == {}


def test_a_template_is_uploaded_for_a_letter_and_everybody_downloads_it(client: Client, officer: User) -> None:
    call = CallFactory()
    letter = requirement(call)
    client.force_login(officer)
    add = f"{LIST}{call.pk}/add/paper/"
    titles = {"title_en": "Model of the letter", "title_fr": "Modèle de lettre"}
    refused = client.post(add, {**titles, "upload": SimpleUploadedFile("model.pdf", b"no PDF")})
    assert "This file cannot be taken" in refused.content.decode()
    assert client.post(add, titles).context["form"].errors["upload"] == ["Choose a file."]
    assert client.post(add, {**titles, "upload": SimpleUploadedFile("model.pdf", pdf())}).status_code == 302
    paper = call.papers.get()
    change = f"{LIST}{call.pk}/part/paper/{paper.pk}/"
    assert client.post(change, {**titles, "title_en": "The model"}).status_code == 302  # its file stays
    assert (call.papers.get().title_en, call.papers.get().digest) == ("The model", paper.digest)
    services.change_part(letter, {"template": paper}, by=officer)
    for address in (f"{LIST}{call.pk}/papers/{paper.pk}/", f"/en/calls/{call.slug}/papers/{paper.pk}/"):
        answer = client.get(address)
        assert (b"".join(answer), answer["Content-Disposition"]) == (pdf(), 'attachment; filename="model.pdf"')
    assert "The model" in client.get(f"/en/calls/{call.slug}/").content.decode()
    rehearsal = services.copy_call(call, by=officer)
    assert rehearsal.letters.get().template == rehearsal.papers.get()
    assert Client().get(f"/en/calls/{rehearsal.slug}/papers/{rehearsal.papers.get().pk}/").status_code == 404


def test_a_call_that_is_announced_shows_how_it_goes(client: Client, officer: User) -> None:
    draft, live = CallFactory(state="draft"), CallFactory()
    requirement(live)
    ApplicationFactory(call=live, state="submitted")
    client.force_login(officer)
    assert "figures-live" not in client.get(f"{LIST}{draft.pk}/").content.decode()
    page = client.get(f"{LIST}{live.pk}/").content.decode()
    assert f'hx-get="/en/desk/applications/of/{live.slug}/figures/"' in page
    lacking = f"/en/desk/applications/?call={live.pk}&letters_missing=yes&state=submitted&state=in_review"
    assert lacking.replace("&", "&amp;") in page
    assert Application.objects.get().reference in client.get(lacking).content.decode()


def test_fields_are_told_by_their_words(client: Client, officer: User) -> None:
    life = {"value": "life", "label": {"en": "Life sciences", "fr": "Sciences de la vie"}}
    earth = {"value": "earth", "label": {"en": "Earth sciences", "fr": "Sciences de la Terre"}}
    asked = field("field", "choice", options={"choices": [life, earth]})
    call = CallFactory(columns={"field": "field"}, edition=EditionFactory(spec=spec(asked)))
    for name in ("life", "earth"):
        ApplicationFactory(call=call, field=name)
    client.force_login(officer)
    page = client.get(f"/fr/desk/calls/{call.pk}/").content.decode()
    assert ("Sciences de la vie" in page, "Sciences de la Terre" in page) == (True, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("standing=open", ["Open"]),
        ("standing=coming", ["Coming"]),
        ("standing=closed", ["Over"]),
        ("standing=draft", ["Draft"]),
        ("kind=nomination", ["Draft"]),
        ("year=2031", ["Coming"]),
        ("q=over", ["Over"]),
        ("sort=closes", ["Over", "Open", "Coming", "Draft"]),
    ],
)
def test_filters_search_and_order(client: Client, officer: User, query: str, found: list[str]) -> None:
    now = timezone.now()
    CallFactory(title_en="Open")
    CallFactory(title_en="Coming", year=2031, opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=90))
    CallFactory(title_en="Over", closes_at=now - timedelta(days=1))
    CallFactory(title_en="Draft", state="draft", kind="nomination", closes_at=now + timedelta(days=99))
    CallFactory(title_en="Rehearsed", rehearsal_of=Call.objects.get(title_en="Open"), state="draft", kind="nomination")
    client.force_login(officer)
    assert [str(row) for row in client.get(f"{LIST}?{query}").context["listing"].page.rows] == found


def grow(call: Call, times: int) -> None:
    for number in range(times):
        at = timezone.now() + timedelta(days=30)
        call.letters.create(**{**LETTER, "key": f"l{number}"}, closes_at=at, edition=EditionFactory(), side=call.sides.first())
        call.milestones.create(key=f"m{number}", label_en="M", label_fr="M", at=at)
        call.panels.create(name_en="P", name_fr="P", side=call.sides.first())
        call.contacts.create(name="C", email="c@example.org", side=call.sides.first())
        fund = Fund.objects.create(key=f"f{call.pk}-{number}", name_en="F", name_fr="F", currency="EUR")
        call.call_funds.create(fund=fund)
        call.invitations.create(organisation=OrganisationFactory(), side=call.sides.first())


def test_pages_cost_the_same_with_one_row_and_with_many(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = CallFactory(state="draft", kind="nomination")
    pages = (LIST, f"{LIST}{call.pk}/", f"{LIST}start/", f"/en/desk/programmes/{call.programme_id}/", "/en/desk/funds/")
    grow(call, 1)
    first = [cost(client, page) for page in pages]
    grow(CallFactory(programme=call.programme), 0)
    CallFactory(programme=call.programme, state="draft")
    call.letters.all().delete()
    call.milestones.all().delete()
    grow_more(call)
    assert [cost(client, page) for page in pages] == first
    assert max(first) <= 30


def grow_more(call: Call) -> None:
    call.invitations.all().delete()
    call.call_funds.all().delete()
    Fund.objects.all().delete()
    grow(call, 4)


def test_a_call_is_started_from_a_blueprint_in_three_steps(client: Client, officer: User) -> None:
    client.force_login(officer)
    choose = client.get(f"{LIST}start/")
    assert [each["url"] for each in choose.context["blueprints"]] == [f"{LIST}start/{name}/" for name in shipped()]
    page = f"{LIST}start/chateaubriand-stem/"
    proposed = client.get(page)
    assert len(proposed.context["dates"]) == 10
    given = {"year": "2029", "opens_on": "2028-10-10", "text": ""}
    seen = client.post(page, given)
    assert (Call.objects.count(), seen.context["dates"][0].at.isoformat()) == (0, "2028-10-10T09:00:00-04:00")
    answer = client.post(page, {**given, "create": "1"})
    call = Call.objects.get()
    assert (answer.url, call.slug, call.state) == (f"{LIST}{call.pk}/", "chateaubriand-stem-2029", "draft")
    assert [task["title"] for task in client.get(answer.url).context["tasks"]] == [
        f"“{fund}” has no budget for 2029: enter it."
        for fund in (
            "Chateaubriand STEM, the office’s own",
            "Inserm, stays in its units",
            "Inria, stays in its centres",
            "Université Paris-Saclay, stays in its laboratories",
        )
    ]


def test_wrong_dates_are_told_and_nothing_is_created(client: Client, officer: User) -> None:
    client.force_login(officer)
    answer = client.post(f"{LIST}start/netva/", {"year": "27", "opens_on": "31 February 2027", "create": "1"})
    assert (answer.status_code, set(answer.context["form"].errors), Call.objects.count()) == (200, {"year", "opens_on"}, 0)
    assert client.get(f"{LIST}start/nothing/").status_code == 404


def test_a_blueprint_is_exported_and_brought_back_as_a_file(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = services.start_call(shipped()["netva"], year=2028, opens_on=timezone.localdate() + timedelta(days=40), by=officer)
    exported = client.get(f"{LIST}{call.pk}/blueprint/")
    text = exported.content.decode()
    assert (text, exported["Content-Disposition"]) == (
        dumps(shipped()["netva"]),
        'attachment; filename="start-in-america-2028.toml"',
    )
    upload = SimpleUploadedFile("mine.toml", text.encode())
    page = client.post(f"{LIST}start/file/", {"file": upload})
    assert (page.status_code, page.context["form"]["text"].value(), Call.objects.count()) == (200, text, 1)
    client.post(f"{LIST}start/file/", {"text": text, "year": "2029", "opens_on": "2028-11-01", "create": "1"})
    assert list(Call.objects.order_by("pk").values_list("slug", flat=True)) == ["start-in-america-2028", "start-in-america-2029"]


def test_a_wrong_file_is_refused_with_the_places_of_its_faults(client: Client, officer: User) -> None:
    client.force_login(officer)
    text = dumps(shipped()["netva"]).replace('zone = "Europe/Paris"', 'zone = "Europe/Atlantis"')
    for content, sentence in (
        (text.encode(), "call.zone: There is no such time zone"),
        (b"\xff\xfe\x00", "not valid TOML"),
        (b"", "format"),
    ):
        answer = client.post(
            f"{LIST}start/file/",
            {"file": SimpleUploadedFile("x.toml", content)},
            follow=True,
            headers={"referer": f"{LIST}start/"},
        )
        assert sentence in answer.content.decode()
    assert not Call.objects.exists()


def test_the_next_edition_is_started_from_the_last(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = services.start_call(shipped()["netva"], year=2028, opens_on=timezone.localdate(), by=officer)
    page = client.get(f"{LIST}{call.pk}/again/")
    assert (page.context["form"]["year"].value(), page.context["form"]["opens_on"].value()) == (
        2029,
        timezone.localdate() + timedelta(days=364),
    )


def test_its_papers_come_along_as_copies_of_their_own(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = services.start_call(shipped()["chateaubriand-stem"], year=2028, opens_on=timezone.localdate(), by=officer)
    titles = {"title_en": "The model", "title_fr": "Le modèle"}
    papers = [
        services.add_part(call, "paper", {**titles, "upload": SimpleUploadedFile(f"{n}.pdf", pdf(pages=n))}, by=officer)
        for n in (1, 2)
    ]
    letter = call.letters.earliest("pk")
    services.change_part(letter, {"template": papers[1]}, by=officer)
    page = client.get(f"{LIST}{call.pk}/again/")
    assert (page.context["papers"], "Papers that come along" in page.content.decode()) == (papers, True)
    first = {"year": 2029, "opens_on": page.context["form"]["opens_on"].value().isoformat(), "create": "1"}
    made = Call.objects.get(pk=client.post(f"{LIST}{call.pk}/again/", first).url.split("/")[-2])
    carried = list(made.papers.all())
    facts = [[(each.title_en, each.title_fr, each.name, each.digest) for each in rows] for rows in (papers, carried)]
    assert facts[0] == facts[1]
    assert made.letters.get(key=letter.key).template == carried[1]
    assert made.letters.exclude(key=letter.key).exclude(template=None).count() == 0
    assert {each.file.name for each in papers}.isdisjoint(each.file.name for each in carried)
    services.remove_part(papers[0], by=officer)
    with carried[0].file.open() as kept:
        assert kept.read() == pdf(pages=1)
    assert Entry.objects.filter(act="programmes.start_call").latest("number").change["papers"] == 2


def test_a_paper_whose_file_is_lost_stops_the_start_and_leaves_nothing_on_the_disk(client: Client, officer: User) -> None:
    call = services.start_call(shipped()["netva"], year=2028, opens_on=timezone.localdate(), by=officer)
    titles = {"title_en": "The model", "title_fr": "Le modèle"}
    papers = [
        services.add_part(call, "paper", {**titles, "upload": SimpleUploadedFile("m.pdf", pdf(pages=n))}, by=officer)
        for n in (1, 2)
    ]
    papers[1].file.storage.delete(papers[1].file.name)
    folder = Path(papers[0].file.path).parent.parent
    before = sorted(folder.rglob("*"))
    with pytest.raises(Refused, match="cannot be read"):
        services.start_call(services.as_blueprint(call), year=2029, opens_on=timezone.localdate(), by=officer, after=call)
    assert ([path for path in sorted(folder.rglob("*")) if path.is_file()], Call.objects.count()) == (
        [path for path in before if path.is_file()],
        1,
    )


def test_a_call_is_announced_taken_back_shifted_and_cancelled(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = ready()
    place = f"{LIST}{call.pk}/"
    steps = []
    for act in ("announce", "retract"):
        client.post(f"{place}do/{act}/")
        call.refresh_from_db()
        steps.append(call.state)
    opens = call.opens_at
    client.post(f"{place}shift/", {"days": "7"})
    client.post(f"{place}cancel/", {"reason": "No money."})
    call.refresh_from_db()
    assert (steps, call.state, call.opens_at) == (["announced", "draft"], "cancelled", opens + timedelta(days=7))
    assert client.post(f"{place}do/sing/").status_code == 404


def test_what_hinders_is_said_and_leads_to_the_page_that_mends_it(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = ready(summary_fr="", closes_at=None)
    call.contacts.all().delete()
    letter = call.letters.create(**LETTER)
    place = f"{LIST}{call.pk}/"
    page = client.get(place)
    assert [task["url"] for task in page.context["tasks"]] == [
        f"{place}edit/texts/",
        f"{place}edit/dates/",
        f"{place}part/letter/{letter.pk}/",
        f"{place}add/contact/",
    ]
    assert {client.get(task["url"]).status_code for task in page.context["tasks"]} == {200}
    answer = client.post(f"{place}do/announce/", follow=True, headers={"referer": place})
    assert "Nothing was announced: 4 things are missing." in answer.content.decode()


TEXTS = {f"{text}_{code}": "Words" for text in ("title", "summary", "for_whom", "offers", "needs") for code in ("en", "fr")}


@pytest.mark.parametrize(
    ("group", "given", "expected"),
    [
        ("texts", {**TEXTS, "languages": ["fr"]}, {"title_fr": "Words", "languages": ["fr"]}),
        (
            "dates",
            {
                "zone": "Europe/Paris",
                "opens_on": "2029-03-24",
                "opens_at": "09:00",
                "closes_on": "25 March 2029",
                "closes_at": "12:00",
                "grace_minutes": "5",
                "year": "2029",
            },
            {"zone": "Europe/Paris", "grace_minutes": 5, "year": 2029},
        ),
        ("forms", {"kind": "invitation", "blind": "on"}, {"kind": "invitation", "blind": True, "edition": None}),
        (
            "rules",
            {"title": "name", "rules": '[{"key": "a", "kind": "one_per_person"}]'},
            {"columns": {"title": "name"}, "rules": [{"key": "a", "kind": "one_per_person"}]},
        ),
    ],
)
def test_every_group_can_be_changed(client: Client, officer: User, group: str, given: Any, expected: dict[str, Any]) -> None:
    client.force_login(officer)
    call = CallFactory(state="draft")
    answer = client.post(f"{LIST}{call.pk}/edit/{group}/", given)
    call.refresh_from_db()
    assert (answer.status_code, {name: getattr(call, name) for name in expected}) == (302, expected)


def test_what_cannot_be_saved_stays_typed(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = CallFactory()
    answer = client.post(f"{LIST}{call.pk}/edit/rules/", {"title": "name", "rules": "[{"})
    assert (answer.status_code, answer.context["form"]["rules"].value()) == (200, "[{")
    dates = {"zone": "Mars", "opens_on": "2029-03-24", "grace_minutes": "0", "year": "2029"}
    wrong = client.post(f"{LIST}{call.pk}/edit/dates/", dates)
    assert set(wrong.context["form"].errors) == {"zone", "opens_at"}
    refused = client.post(f"{LIST}{call.pk}/edit/forms/", {"kind": "nomination"})
    assert "stays as it was announced" in refused.content.decode()


def test_every_kind_of_part_is_added_changed_and_removed(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = CallFactory(state="draft")
    fund = Fund.objects.create(key="x", name_en="X", name_fr="X", currency="EUR")
    OrganisationFactory(name_en="Iroise University")
    parts = {
        "side": {"country": "CA"},
        "letter": {
            **LETTER,
            "minimum": 1,
            "maximum": 2,
            "way": "either",
            "due_on": "2029-01-01",
            "due_at": "12:00",
            "grace_minutes": 0,
        },
        "milestone": {"key": "m", "label_en": "M", "label_fr": "M", "at_on": "2029-01-01", "at_at": "12:00"},
        "panel": {"name_en": "P", "name_fr": "J", "reviews_each": 2},
        "contact": {"name": "C", "email": "c@example.org"},
        "fund": {"fund": fund.pk, "places": 4},
        "invitation": {"organisation": "iroise university", "quota": 2, "language": "fr"},
    }
    for kind, given in parts.items():
        added = client.post(f"{LIST}{call.pk}/add/{kind}/", given)
        assert (kind, added.status_code) == (kind, 302), added.context["form"].errors
        row = services.KINDS[kind].objects.filter(call=call).order_by("-pk").first()
        place = f"{LIST}{call.pk}/part/{kind}/{row.pk}/"
        shown = client.get(place)
        again = {
            name: value
            for name, field in shown.context["form"].fields.items()
            if (value := shown.context["form"][name].value()) is not None
        }
        assert (kind, client.post(place, {**again, **given}).status_code) == (kind, 302)
        assert client.post(f"{place}remove/").status_code == 302
        assert not services.KINDS[kind].objects.filter(pk=row.pk).exists()


def test_an_institution_that_is_not_clear_is_asked_again(client: Client, officer: User) -> None:
    client.force_login(officer)
    call = CallFactory(state="draft", kind="nomination")
    OrganisationFactory(name_en="Iroise University")
    OrganisationFactory(name_en="Iroise College")
    several = client.post(f"{LIST}{call.pk}/add/invitation/", {"organisation": "iroise", "quota": 2, "language": "fr"})
    nobody = client.post(f"{LIST}{call.pk}/add/invitation/", {"organisation": "atlantis", "quota": 2, "language": "fr"})
    assert "Several institutions fit" in several.content.decode()
    assert "No institution of the directory fits" in nobody.content.decode()


def test_a_part_of_another_call_does_not_exist_here(client: Client, officer: User) -> None:
    client.force_login(officer)
    contact = CallFactory().contacts.create(name="C", email="c@example.org")
    assert client.get(f"{LIST}{CallFactory().pk}/part/contact/{contact.pk}/").status_code == 404


def test_programmes_and_funds_are_written(client: Client, officer: User) -> None:
    client.force_login(officer)
    typed = {"name_en": "New", "name_fr": "Nouveau", "slug": "new", "mission": "mobility", "names": "Old fund, 2017–2022\nAlias"}
    assert client.post("/en/desk/programmes/add/", typed).status_code == 302
    programme = Programme.objects.get()
    assert {(each.text, each.starts, each.ends) for each in programme.names.all()} == {
        ("Old fund", 2017, 2022),
        ("Alias", None, None),
    }
    shown = client.get(f"/en/desk/programmes/{programme.pk}/edit/").context["form"]["names"].value()
    assert set(shown.splitlines()) == {"Old fund, 2017–2022", "Alias"}
    money = {
        "name_en": "F",
        "name_fr": "F",
        "key": "f",
        "currency": "EUR",
        "use": "any",
        "budgets": "2027: 125 000,50\n2028 3000",
    }
    assert client.post("/en/desk/funds/add/", money).status_code == 302
    fund = Fund.objects.get()
    assert [(each.year, str(each.amount)) for each in fund.budgets.all()] == [(2027, "125000.50"), (2028, "3000.00")]
    wrong = client.post(f"/en/desk/funds/{fund.pk}/", {**money, "budgets": "2027: 125,000"})
    assert "without points or commas between thousands" in wrong.content.decode()


def test_programmes_are_found_by_former_names(client: Client, officer: User) -> None:
    client.force_login(officer)
    programme = ProgrammeFactory(name_en="TRP")
    programme.names.create(text="Thomas Jefferson Fund")
    programme.save()
    ProgrammeFactory(name_en="Other")
    rows = client.get("/en/desk/programmes/?q=jefferson").context["listing"].page.rows
    assert [str(row) for row in rows] == ["TRP"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_speak_both_languages(client: Client, officer: User, language: str) -> None:
    client.force_login(officer)
    call = services.start_call(
        shipped()["transatlantic-research-partnership"], year=2028, opens_on=timezone.localdate(), by=officer
    )
    for page in ("", "start/", "start/fadex-nomination/", f"{call.pk}/", f"{call.pk}/shift/"):
        assert client.get(f"/{language}/desk/calls/{page}").status_code == 200
