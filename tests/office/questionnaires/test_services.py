"""The acts on questionnaires: drafts keep anything, editions only what is sound, and nobody writes over anybody."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from bartholdi.cores import formspec
from bartholdi.cores.formspec import edit
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import services
from bartholdi.office.questionnaires.models import LONGEST_DRAFT, Edition, Questionnaire
from bartholdi.office.questionnaires.starter import STARTER

pytestmark = pytest.mark.django_db


def spec(label: str = "Why?") -> dict[str, Any]:
    field = {"key": "why", "kind": "text", "label": {"en": label, "fr": "Pourquoi"}}
    return {"format": 1, "sections": [{"key": "one", "title": {"en": "One", "fr": "Un"}, "fields": [field]}]}


@pytest.fixture
def form(officer: User) -> Questionnaire:
    return services.create(name_en="Form", name_fr="Formulaire", purpose="application", by=officer)


def of_draft(form: Questionnaire) -> tuple[int, bool, int]:
    form.refresh_from_db()
    return form.faults, form.pending, form.version


def test_begins_with_a_sound_draft_that_can_be_published(form: Questionnaire, officer: User) -> None:
    assert (form.draft, *of_draft(form)) == (STARTER, 0, True, 1)
    edition = services.publish(form, version=1, by=officer)
    assert (edition.number, formspec.dumps(edition.parsed())) == (1, STARTER)
    assert of_draft(form) == (0, False, 1)


@pytest.mark.parametrize(
    ("text", "faults"),
    [("{", 1), ("", 1), ("[]", 1), ('{"format": 1, "sections": []}', 1), ('"\\ud800"', 1), ("half a thought", 1)],
)
def test_any_text_is_kept_as_a_draft_with_its_faults_counted(form: Questionnaire, officer: User, text: str, faults: int) -> None:
    services.save_draft(form, text=text, version=1, by=officer)
    assert (of_draft(form), form.draft) == ((faults, True, 2), text)


def test_what_no_database_can_hold_is_left_out_of_a_draft(form: Questionnaire, officer: User) -> None:
    services.save_draft(form, text="a\0b\ud800", version=1, by=officer)
    form.refresh_from_db()
    assert form.draft == "ab?"


def test_a_draft_back_at_what_is_published_is_no_longer_pending(form: Questionnaire, officer: User) -> None:
    services.publish(form, version=1, by=officer)
    services.save_draft(form, text=json.dumps(spec()), version=1, by=officer)
    assert of_draft(form) == (0, True, 2)
    services.save_draft(form, text=json.dumps(json.loads(STARTER)), version=2, by=officer)
    assert of_draft(form) == (0, False, 3)


def test_a_second_tab_is_refused_by_the_name_of_who_saved(form: Questionnaire, officer: User, director: User) -> None:
    services.save_draft(form, text="first", version=1, by=director)
    for late in (
        lambda: services.save_draft(form, text="second", version=1, by=officer),
        lambda: services.import_spec(form, content=STARTER.encode(), version=1, by=officer),
        lambda: services.publish(form, version=1, by=officer),
    ):
        with pytest.raises(Refused, match="Didier Director saved another draft in the meantime"):
            late()
    form.refresh_from_db()
    assert (form.draft, form.version) == ("first", 2)


def test_the_same_text_twice_is_no_conflict(form: Questionnaire, officer: User) -> None:
    for _click in range(2):
        services.save_draft(form, text="first", version=1, by=officer)
    assert of_draft(form)[2] == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Nothing was published: the draft has 2 faults. sections[0].title.fr: Write this text in this language too. "),
        (
            "fr",
            "Rien n’a été publié\u00a0: le brouillon a 2 défauts. sections[0].title.fr: Écrivez aussi ce texte dans cette langue. ",
        ),
    ],
)
def test_publishing_is_refused_with_every_fault_in_its_place(
    form: Questionnaire, officer: User, language: str, said: str
) -> None:
    faulty = spec()
    del faulty["sections"][0]["title"]["fr"]
    faulty["sections"][0]["fields"][0]["kind"] = "riddle"
    services.save_draft(form, text=json.dumps(faulty), version=1, by=officer)
    with translation.override(language), pytest.raises(services.Faulty) as refusal:
        services.publish(form, version=2, by=officer)
    assert str(refusal.value).startswith(said)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        ("sections[0].title.fr", "language_missing"),
        ("sections[0].fields[0].kind", "unknown_kind"),
    ]
    assert not Edition.objects.exists()


def test_publishing_twice_the_same_is_refused(form: Questionnaire, officer: User) -> None:
    services.publish(form, version=1, by=officer)
    with pytest.raises(Refused, match="the draft says the same as edition 1"):
        services.publish(form, version=1, by=officer)
    services.save_draft(form, text=json.dumps(spec()), version=1, by=officer)
    assert services.publish(form, version=2, by=officer).number == 2
    assert list(form.editions.values_list("number", flat=True)) == [2, 1]


def test_an_edition_never_changes_and_never_goes(form: Questionnaire, officer: User) -> None:
    edition = services.publish(form, version=1, by=officer)
    edition.spec = spec()
    with pytest.raises(Refused, match="An edition never changes"):
        edition.save()
    with pytest.raises(Refused, match="An edition is never deleted"):
        edition.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition(questionnaire=form, number=1, spec={}, published_at=timezone.now()).save()
    assert formspec.dumps(Edition.objects.get().parsed()) == STARTER


def test_a_sound_file_becomes_the_draft_in_its_canonical_form(form: Questionnaire, officer: User) -> None:
    services.import_spec(form, content=b"\xef\xbb\xbf" + json.dumps(spec()).encode(), version=1, by=officer)
    assert of_draft(form) == (0, True, 2)
    assert form.draft == formspec.dumps(formspec.parse(spec()))


def test_a_faulty_file_becomes_the_draft_as_it_is(form: Questionnaire, officer: User) -> None:
    services.import_spec(form, content=b'{"format": 7}', version=1, by=officer)
    assert (of_draft(form), form.draft) == ((2, True, 2), '{"format": 7}')


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"%PDF-1.7\n\xff\xfe",
        b'{"format": 1, "sections": "\0"}',
        b"[" * 200_000,
        b" " * 10_000_000 + b"{}",
        b'"' + b"a" * (LONGEST_DRAFT + 1) + b'"',
        '{"format": 1}'.encode("utf-16"),
        b'{"format": NaN}',
        b"1" * 5_000,
    ],
    ids=["empty", "text", "pdf", "nul", "deep", "10MB", "too long", "utf-16", "nan", "huge number"],
)
def test_a_hostile_file_is_refused_and_the_draft_stays(form: Questionnaire, officer: User, content: bytes) -> None:
    with pytest.raises(Refused, match=r"^Nothing was "):
        services.import_spec(form, content=content, version=1, by=officer)
    form.refresh_from_db()
    assert (form.draft, form.version) == (STARTER, 1)


def test_names_are_each_taken_once(form: Questionnaire, officer: User) -> None:
    with pytest.raises(Refused, match=r"^This name is taken\.$"):
        services.create(name_en="Form", name_fr="Autre", purpose="report", by=officer)
    services.rename(form, name_en="Other", name_fr="Autre", by=officer)
    form.refresh_from_db()
    assert (form.name_en, form.name_fr) == ("Other", "Autre")


def test_whoever_only_reads_changes_nothing(form: Questionnaire, auditor: User) -> None:
    for write in (
        lambda: services.save_draft(form, text="", version=1, by=auditor),
        lambda: services.import_spec(form, content=b"", version=1, by=auditor),
        lambda: services.change_draft(form, edit.copy_field, version=1, by=auditor, key="name"),
        lambda: services.restore_draft(form, to=1, version=1, by=auditor),
        lambda: services.rename(form, name_en="a", name_fr="b", by=auditor),
        lambda: services.publish(form, version=1, by=auditor),
        lambda: services.create(name_en="a", name_fr="b", purpose="report", by=auditor),
    ):
        with pytest.raises(PermissionDenied):
            write()
    assert of_draft(form) == (0, True, 1)


def test_the_journal_names_the_edition_and_its_digest_but_holds_no_draft(form: Questionnaire, officer: User) -> None:
    services.save_draft(form, text=json.dumps(spec("Secret plan?")), version=1, by=officer)
    services.publish(form, version=2, by=officer)
    entries = list(Entry.objects.filter(act__startswith="questionnaires.").order_by("number"))
    assert [entry.act for entry in entries] == ["questionnaires.create", "questionnaires.save_draft", "questionnaires.publish"]
    assert entries[1].change["draft"] == ["…", "…"]
    assert set(entries[2].change) == {"pending", "edition", "sha256"}
    assert "Secret plan" not in json.dumps([entry.change for entry in entries])
