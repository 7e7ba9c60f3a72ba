"""The demonstration office loads once, whole, in both languages; a second load changes nothing."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    Translation,
    TranslationContext,
    TranslationSource,
)

from bartholdi.demo import load, sheets
from bartholdi.demo.people import BY_KEY, PEOPLE
from bartholdi.demo.pictures import PICTURES
from bartholdi.faces.website import models as website
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Letter, Note
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call, Invitation
from bartholdi.office.questionnaires.queries import spec_of
from tests.counting import statements

pytestmark = pytest.mark.heavy
ACTING = ("administrator", "applicant_us", "director", "officer_boston", "officer_washington")
LINK = r'<a (?:linktype="page" id="\d+"|id="\d+" linktype="page")>'
TOLD: list[tuple[int, int, str]] = []


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Once for the whole module, undone at its end; each test below works inside it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        TOLD.clear()
        spec_of.cache_clear()  # the module stands before the tests, each of which begins with an empty one
        load.load(lambda done, total, what: TOLD.append((done, total, what)))
        yield
        transaction.set_rollback(True)


def pages(language: str) -> list[Page]:
    return list(Page.objects.filter(locale__language_code=language, depth__gt=1).specific())


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    def test_progress_counts_to_its_total(self) -> None:
        total = TOLD[-1][1]
        assert [done for done, _total, _what in TOLD] == list(range(1, total + 1))
        assert {each for _done, each, _what in TOLD} == {total}

    def test_people_can_sign_in(self) -> None:
        there = {
            (user.email, user.name, user.language, user.zone, user.roles)
            for user in User.objects.filter(email__in=[person.email for person in PEOPLE])
        }
        assert there == {(p.email, p.name, p.language, p.zone, frozenset(p.roles)) for p in PEOPLE}
        assert set(EmailAddress.objects.filter(verified=True, primary=True).values_list("email", flat=True)) >= {
            p.email for p in PEOPLE
        }

    def test_each_page_has_its_translation(self) -> None:
        here, there = pages("en"), pages("fr")
        assert len(here) == len(sheets.keys()) + 1
        assert {(p.translation_key, type(p), p.depth, p.last_published_at) for p in here} == {
            (p.translation_key, type(p), p.depth, p.last_published_at) for p in there
        }

    def test_editors_see_every_french_page_as_an_up_to_date_translation(self) -> None:
        translations = Translation.objects.select_related("source")
        assert Counter(each.get_status_display() for each in translations) == {"Up to date": len(sheets.keys()) + 1}

    def test_publishing_a_translation_again_changes_nothing(self) -> None:
        """Page links in rich text are left out: Wagtail leads each to the reader's language when it shows them."""
        for each in Translation.objects.select_related("source"):
            page = each.get_target_instance().specific
            again = each.source.get_ephemeral_translated_instance(each.target_locale, fallback=False)
            for name in (column.attname for column in page._meta.concrete_fields):
                assert re.sub(LINK, "", str(getattr(again, name))) == re.sub(LINK, "", str(getattr(page, name)))

    @pytest.mark.once
    def test_translations_stand_as_the_library_itself_would_write_them(self) -> None:
        models = (String, TranslationContext, StringSegment, TemplateSegment, OverridableSegment, Template)
        before = [set(model.objects.values_list("pk", flat=True)) for model in models]
        for source in TranslationSource.objects.all():
            source.refresh_segments()
        assert [set(model.objects.values_list("pk", flat=True)) for model in models] == before

    @pytest.mark.parametrize("language", sheets.LANGUAGES)
    def test_the_tree_is_sound(self, language: str) -> None:
        assert Page.find_problems() == ([], [], [], [], [])
        assert all(page.live and page.summary for page in pages(language))

    @pytest.mark.parametrize("language", sheets.LANGUAGES)
    def test_an_editor_could_save_each_page_as_it_is(self, language: str) -> None:
        for page in pages(language):
            page.full_clean()
            for column in page._meta.concrete_fields:
                if isinstance(column, StreamField):
                    column.stream_block.clean(getattr(page, column.name))

    @pytest.mark.parametrize("language", sheets.LANGUAGES)
    def test_every_page_opens_without_a_broken_link(self, client: Client, language: str) -> None:
        opened, linked = {}, set()
        for page in pages(language):
            response = client.get(page.url)
            opened[page.url] = response.status_code
            linked |= set(re.findall(rf'href="(/{language}/[^"?#]*)"', response.content.decode()))
        others = {url: client.get(url).status_code for url in linked - set(opened)}
        assert {url: status for url, status in (opened | others).items() if status not in {200, 302}} == {}

    def test_every_picture_is_served(self, client: Client) -> None:
        assert {p.title.replace(" ", "-") for p in website.Picture.objects.all()} == set(PICTURES)
        for picture in website.Picture.objects.all():
            response = client.get(picture.file.url)
            assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
            assert b"".join(response.streaming_content).startswith(b"<svg")

    def test_one_call_is_open_one_coming_and_one_closed(self) -> None:
        calls = website.CallPage.objects.filter(locale__language_code="fr")
        assert sorted(call.standing for call in calls) == ["closed", "coming", "open"]

    def test_calls_of_the_desk_stand_in_every_way(self) -> None:
        assert [(call.blueprint.split()[0], call.standing) for call in Call.objects.order_by("pk")] == [
            ("chateaubriand-stem", "open"),
            ("bilateral-fund", "open"),
            ("innovation-day-posters", "open"),
            ("netva", "coming"),
            ("transatlantic-research-partnership", "coming"),
            ("fadex-competition", "closed"),
            ("chateaubriand-hss", "closed"),
            ("fadex-nomination", "open"),
            ("mopga-fellowship", "draft"),
        ]

    def test_applications_stand_in_several_states_with_letters_and_notes(self) -> None:
        states = Counter(Application.objects.values_list("state", flat=True))
        assert states == {"draft": 10, "submitted": 15, "in_review": 3, "returned": 1, "ineligible": 1}
        assert set(Letter.objects.values_list("state", flat=True)) == {"asked", "received"}
        assert (Note.objects.count(), Invitation.objects.count()) == (2, 2)

    def test_the_office_has_its_seven_places(self) -> None:
        office = website.OfficeSettings.for_site(Site.objects.get(is_default_site=True))
        names = [place.value["name_fr"] for place in office.places]
        assert names == ["Washington", "Atlanta", "Boston", "Chicago", "Houston", "Los Angeles", "San Francisco"]

    def test_words_are_found_in_both_languages(self, client: Client) -> None:
        assert "Chateaubriand" in client.get("/en/search/?q=fellowships").content.decode()
        assert "Récits" in client.get("/fr/").content.decode()
        assert "bruyante" in client.get("/fr/search/?q=crevette").content.decode()

    def test_the_desk_is_lived_in(self) -> None:
        states = Counter(Notice.objects.filter(kind__startswith="demo.").values_list("state", flat=True))
        assert states == {"queued": 7, "held": 2, "cancelled": 1}
        assert {entry.actor_label for entry in Entry.objects.all()} >= {BY_KEY[key].name for key in ACTING}
        assert verify().sound

    def test_nothing_is_left_for_the_worker(self) -> None:
        waiting = DBTaskResult.objects.filter(task_path__in=load.INDEXING)
        assert list(waiting.values_list("task_path", flat=True)) == []

    def test_a_second_load_changes_nothing_and_keeps_what_was_edited(self) -> None:
        with transaction.atomic():
            Page.objects.filter(slug="accueil").update(title="Chez nous")
            User.objects.filter(email=PEOPLE[0].email).update(name="Somebody Else")
            before = (Page.objects.count(), User.objects.count(), Entry.objects.count(), website.Picture.objects.count())
            asked = statements(lambda: load.load(lambda *_told: None))
            assert before == (Page.objects.count(), User.objects.count(), Entry.objects.count(), website.Picture.objects.count())
            assert Page.objects.get(slug="accueil").title == "Chez nous"
            assert User.objects.get(email=PEOPLE[0].email).name == "Somebody Else"
            assert [sql for sql in asked if re.match(r"INSERT|UPDATE|DELETE", sql)] == []
            transaction.set_rollback(True)


@pytest.mark.once
def test_a_load_that_fails_leaves_nothing(db: None) -> None:
    def fail(done: int, total: int, what: str) -> None:
        if done == len(PEOPLE) + len(PICTURES) + 5:
            raise KeyboardInterrupt

    before = (Page.objects.count(), User.objects.count())
    with pytest.raises(KeyboardInterrupt):
        load.load(fail)
    assert (Page.objects.count(), User.objects.count()) == before
