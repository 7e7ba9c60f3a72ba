"""A letter's pages: by their link and nothing else, changed by POST only, and never a word of it for those who apply."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Application, Letter, LetterLink, SentLetter, Writer
from bartholdi.office.applications.services import letter_writing
from bartholdi.office.applications.services.letters import correct_address
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Contact, LetterRequirement
from tests.counting import cost
from tests.factories import AccountFactory, ApplicationFactory, CallFactory, EditionFactory
from tests.lettering import CURIE, NOETHER, asked, kinds_to, page, requirement, sent, signed_in, token_of
from tests.office.applications.test_letter_answers import SPEC
from tests.office.lib.test_files import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(applicant: User) -> Application:
    call = CallFactory()
    Contact.objects.create(call=call, name="Ada Morel", email="calls@office.example")
    made: Application = ApplicationFactory(applicant=applicant, call=call, title="Ice cores")
    return made


@pytest.fixture
def wanted(application: Application) -> LetterRequirement:
    return requirement(application.call, maximum=2)


@pytest.fixture
def letter(application: Application, wanted: LetterRequirement, applicant: User) -> Letter:
    return asked(application, wanted, by=applicant)


def letters(application: Application) -> str:
    return f"/en/portal/applications/{application.pk}/letters/"


def test_the_link_leads_to_the_letter_without_an_account(letter: Letter) -> None:
    answer = Client().get(f"/en/letters/{token_of(letter)}/")
    assert answer["Location"] == page(letter)
    shown = Client().get(page(letter))
    text = shown.content.decode()
    for words in ("Aïcha Applicant", "Ice cores", "Recommendation", "How you know the applicant.", "(Washington)", "(Paris)"):
        assert words in text
    assert (shown["X-Robots-Tag"], shown["Cache-Control"]) == ("noindex, nofollow", "private, no-store")


def test_looking_changes_nothing_because_mail_scanners_look(letter: Letter) -> None:
    before, entries = list(Letter.objects.values()), Entry.objects.count()
    for each in ([], ["preview"], ["hand-over"], ["file"], ["template"]):
        Client().get(page(letter, *each))
        Client().head(page(letter, *each))
    for each in ("send", "decline", "draft", "seen"):
        assert Client().get(page(letter, each)).status_code == 405
    assert (list(Letter.objects.values()), Entry.objects.count()) == (before, entries)


def test_a_letter_is_written_looked_at_and_sent(letter: Letter) -> None:
    writer = Client()
    answer = writer.post(page(letter), {"text": "She is excellent.", "version": "0", "act": "preview"})
    assert answer["Location"] == page(letter, "preview")
    assert "She is excellent." in writer.get(page(letter, "preview")).content.decode()
    address = page(letter)
    assert writer.post(page(letter, "send"))["Location"] == address
    shown = writer.get(address).content.decode()
    assert "Your letter has arrived" in shown
    assert kinds_to(CURIE.email) == ["letter_request", "letter_receipt"]


def test_a_file_is_examined_and_its_fault_stands_beside_the_field_with_the_text_kept(letter: Letter) -> None:
    bad = SimpleUploadedFile("letter.pdf", b"<script>1</script>")
    text = Client().post(page(letter), {"text": "Words", "version": "0", "file": bad}).content.decode()
    assert "its content is of an unknown kind" in text
    assert ">\nWords</textarea>" in text
    good = SimpleUploadedFile("letter.pdf", pdf())
    assert Client().post(page(letter), {"text": "Words", "version": "1", "file": good}).status_code == 302
    answer = Client().get(page(letter, "file"))
    assert (answer.getvalue(), answer["Content-Disposition"]) == (pdf(), 'attachment; filename="letter.pdf"')
    answer.close()


def test_two_windows_show_each_other_what_they_wrote(letter: Letter) -> None:
    Client().post(page(letter), {"text": "The first window", "version": "0"})
    answer = Client().post(page(letter), {"text": "The second window", "version": "0"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "The first window" in text
    assert ">\nThe second window</textarea>" in text
    assert 'name="version" value="1"' in text
    assert Client().post(page(letter), {"text": "The second window", "version": "1"}).status_code == 302


def test_the_page_saves_by_itself_and_is_told_of_another_window(letter: Letter) -> None:
    saved = Client().post(page(letter, "draft"), {"text": "One", "version": "0"})
    assert (saved.status_code, json.loads(saved.content)["version"]) == (200, 1)
    other = Client().post(page(letter, "draft"), {"text": "Two", "version": "0"})
    assert (other.status_code, json.loads(other.content)["theirs"]) == (409, "One")
    assert Client().post(page(letter, "draft"), {"text": "x" * 60_001, "version": "1"}).status_code == 422
    odd = Client().post(page(letter, "draft"), "text=%00%ED%A0%80&version=²", content_type="application/x-www-form-urlencoded")
    assert odd.status_code == 409


def test_both_languages_show_the_same_draft(letter: Letter) -> None:
    Client().post(page(letter), {"text": "Une lettre", "version": "0"})
    for language in ("en", "fr"):
        assert ">\nUne lettre</textarea>" in Client().get(page(letter, language=language)).content.decode()


def test_declining_is_one_click_and_the_page_says_so_afterwards(letter: Letter, applicant: User) -> None:
    address = page(letter)
    Client().post(page(letter, "decline"), {"reason": "I do not know her."})
    assert "You said that you cannot write this letter" in Client().get(address).content.decode()
    assert kinds_to(applicant.email) == ["letter_told"]


def test_handing_over_needs_a_name_and_an_address(letter: Letter) -> None:
    typed = {"name": "Pierre Curie", "email": "pierre@", "organisation.name": "ESPCI", "language": "fr"}
    assert "Enter a valid email address" in Client().post(page(letter, "hand-over"), typed).content.decode()
    assert Client().post(page(letter, "hand-over"), {**typed, "email": "pierre@example.org"}).status_code == 302
    heir = Letter.objects.get(replaces=letter)
    assert (heir.party.name, heir.party.organisation_name, heir.party.language) == ("Pierre Curie", "ESPCI", "fr")


@pytest.mark.parametrize("token", ["x", "x" * 43, "..%2f", "é" * 43, "' or 1=1 --", "a" * 5000])
def test_a_guessed_link_opens_nothing_and_tells_nothing(letter: Letter, token: str) -> None:
    answer = Client().get(f"/en/letters/{token}/")
    assert answer.status_code == 404
    assert "Aïcha" not in answer.content.decode()


def test_a_guessed_and_a_replaced_link_are_answered_alike(letter: Letter, applicant: User) -> None:
    old = f"/en/letters/{token_of(letter)}/{letter.pk}/"
    correct_address(letter, email="new@example.org", by=applicant)
    replaced, guessed = Client().get(old), Client().get(f"/en/letters/{'x' * 43}/{letter.pk}/")
    assert (replaced.status_code, guessed.status_code) == (404, 404)
    assert replaced.content.decode().replace(old.split("/")[3], "") == guessed.content.decode().replace("x" * 43, "")


def test_who_guesses_too_often_must_wait_and_links_that_work_go_on_working(letter: Letter) -> None:
    client = Client()
    answers = [client.get(f"/en/letters/{number:043}/").status_code for number in range(31)]
    assert answers == [404] * 30 + [429]
    assert client.get(page(letter)).status_code == 200


def test_a_link_that_ended_says_so_and_sends_a_new_one_to_the_known_address(letter: Letter) -> None:
    address = f"/en/letters/{token_of(letter)}/"
    LetterLink.objects.update(expires_at=timezone.now())
    ended = Client().get(address)
    assert (ended.status_code, "This link has ended" in ended.content.decode()) == (410, True)
    assert "Aïcha" not in ended.content.decode()
    answers = [Client().post(f"{address}renew/").content, Client().post(f"/en/letters/{'x' * 43}/renew/").content]
    assert all(b"Look into your mail" in each for each in answers)
    assert kinds_to(CURIE.email) == ["letter_request", "letter_link"]


def test_the_link_of_one_letter_opens_no_letter_of_another_person(
    letter: Letter, application: Application, applicant: User
) -> None:
    other = asked(application, letter.requirement, NOETHER, by=applicant)
    for act in ("", "preview/", "file/", "template/", "hand-over/"):
        assert Client().get(f"/en/letters/{token_of(letter)}/{other.pk}/{act}").status_code == 404
    for act in ("send/", "decline/", "draft/", "seen/", "file/remove/"):
        assert Client().post(f"/en/letters/{token_of(letter)}/{other.pk}/{act}").status_code == 404


def test_one_page_for_a_referee_of_several_applicants(letter: Letter, wanted: LetterRequirement, stranger: User) -> None:
    second = ApplicationFactory(applicant=stranger, call=letter.application.call)
    other = asked(second, wanted, CURIE, by=stranger)
    text = Client().get(f"/en/letters/{token_of(letter)}/").content.decode()
    assert "Aïcha Applicant" in text
    assert "Sam Stranger" in text
    assert Client().get(f"/en/letters/{token_of(letter)}/{other.pk}/").status_code == 200
    declined = Client().post(f"/en/letters/{token_of(letter)}/{other.pk}/decline/", follow=True)
    assert "You said that you cannot write this letter" in declined.content.decode()
    assert "Sam Stranger" not in Client().get(f"/en/letters/{token_of(letter)}/", follow=True).content.decode()


def test_the_referees_list_costs_the_same_for_two_and_for_more(letter: Letter, wanted: LetterRequirement) -> None:
    def another() -> None:
        user = AccountFactory()
        asked(ApplicationFactory(applicant=user, call=letter.application.call), wanted, CURIE, by=user)

    another()
    address = f"/en/letters/{token_of(letter)}/"
    two = cost(Client(), address)
    another()
    another()
    assert cost(Client(), address) == two


def test_a_letter_a_second_too_late_keeps_its_words_and_says_whom_to_ask(letter: Letter, wanted: LetterRequirement) -> None:
    LetterRequirement.objects.filter(pk=wanted.pk).update(
        closes_at=timezone.now() - timedelta(minutes=1, seconds=1), grace_minutes=1
    )
    writer = Client()
    writer.post(page(letter), {"text": "Too late", "version": "0"})
    answer = writer.post(page(letter, "send"), HTTP_REFERER=f"http://testserver{page(letter)}", follow=True)
    text = answer.content.decode()
    assert "Write to Ada Morel (calls@office.example)" in text
    assert ">\nToo late</textarea>" in text
    assert queries.newest_sent(letter) is None


# Those who apply -----------------------------------------------------------------------------------------------------


def test_an_applicant_adds_a_person_and_asks_at_once_or_later(
    application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    client = signed_in(applicant)
    typed = {"name": "Marie Curie", "email": "curie@example.org", "organisation.name": "Sorbonne", "language": "fr", "act": "ask"}
    assert client.post(f"{letters(application)}add/recommendation/", typed)["Location"] == letters(application)
    later = {**typed, "name": "Emmy Noether", "email": "noether@example.org", "act": "later"}
    client.post(f"{letters(application)}add/recommendation/", later)
    assert list(Letter.objects.values_list("state", flat=True)) == ["asked", "named"]
    text = client.get(letters(application)).content.decode()
    for words in ("Marie Curie", "Sorbonne", "Asked", "Not asked yet", "Correct the address", "Cancel the request", "Ask now"):
        assert words in text


def test_a_refusal_keeps_what_was_typed(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    typed = {"name": "Me", "email": "applicant@example.org", "organisation.name": "Here", "language": "en", "act": "ask"}
    text = signed_in(applicant).post(f"{letters(application)}add/recommendation/", typed).content.decode()
    assert "nobody writes a letter about themselves" in text
    assert 'value="applicant@example.org"' in text
    assert 'value="Here"' in text


def test_a_mail_that_did_not_leave_is_shown(application: Application, letter: Letter, applicant: User) -> None:
    Notice.objects.update(state="failed")
    assert "Our mail could not be delivered" in signed_in(applicant).get(letters(application)).content.decode()


@pytest.mark.parametrize("path", ["", "add/recommendation/", "{letter}/address/"])
def test_for_everybody_else_the_page_does_not_exist(
    application: Application, letter: Letter, cast: dict[str, User], path: str
) -> None:
    address = letters(application) + path.format(letter=letter.pk)
    seen = {part: signed_in(user).get(address).status_code for part, user in cast.items()}
    assert seen == dict.fromkeys(cast, 404) | {"applicant": 200}


def test_acts_are_done_by_post_and_unknown_ones_do_not_exist(application: Application, letter: Letter, applicant: User) -> None:
    client = signed_in(applicant)
    assert client.get(f"{letters(application)}{letter.pk}/cancel/").status_code == 405
    assert client.post(f"{letters(application)}{letter.pk}/read/").status_code == 404
    assert client.post(f"{letters(application)}{letter.pk}/cancel/").status_code == 302
    assert Letter.objects.get().state == "cancelled"


def test_the_page_costs_the_same_for_one_letter_and_for_more(application: Application, letter: Letter, applicant: User) -> None:
    client = signed_in(applicant)
    one = cost(client, letters(application))
    for somebody in (NOETHER, type(CURIE)(name="Ada", email="ada@example.org")):
        asked(application, letter.requirement, somebody, by=applicant)
    sent(letter, at=timezone.now())
    assert cost(client, letters(application)) == one


def test_the_overview_of_an_application_says_which_letters_are_missing(
    application: Application, letter: Letter, applicant: User
) -> None:
    page = signed_in(applicant).get(f"/en/portal/applications/{application.pk}/").content.decode()
    assert f'href="{letters(application)}#letter-recommendation"' in page
    assert "1 letter is missing" in page
    assert "1 person is asked" in page


def test_the_questions_of_a_letter_are_answered_looked_at_and_sent(application: Application, applicant: User) -> None:
    wanted = requirement(application.call, key="agreement", role="supervisor", edition=EditionFactory(spec=SPEC))
    letter = asked(application, wanted, by=applicant)
    client, base = Client(), page(letter)
    shown = client.get(base).content.decode()
    assert ("Your agreement" in shown, 'name="q-place"' in shown) == (True, True)
    kept = client.post(f"{base}draft/", {"q-agreed": "yes", "version": "0", "text": ""})
    assert kept.json()["version"] == 1
    looked = client.post(base, {"q-place": "", "version": "1", "act": "preview"}, follow=True).content.decode()
    assert ("One thing is missing or wrong" in looked, "Send this letter" in looked) == (True, False)
    assert "?check=1#q-place--question" in looked
    assert "field-error" in client.get(f"{base}?check=1").content.decode()
    right = {"q-agreed": "yes", "q-place": "The middle of it", "version": "1", "act": "preview"}
    looked = client.post(base, right, follow=True).content.decode()
    assert ("The middle of it" in looked, "Send this letter" in looked) == (True, True)
    client.post(f"{base}send/")
    sent_one = SentLetter.objects.get(letter=letter)
    assert sent_one.answers == {"agreed": True, "place": "The middle of it"}


def test_a_file_of_an_answer_is_chosen_looked_at_and_read_by_the_office(
    application: Application, applicant: User, officer: User, auditor: User
) -> None:
    wanted = requirement(application.call, key="agreement", role="supervisor", edition=EditionFactory(spec=SPEC))
    letter = asked(application, wanted, by=applicant)
    client, base = Client(), page(letter)
    fields = {"q-agreed": "yes", "q-place": "The middle", "version": "0", "act": "save"}
    wrong = client.post(base, {**fields, "q-paper": SimpleUploadedFile("cv.pdf", b"MZ")}).content.decode()
    assert ("cv.pdf: This file cannot be taken" in wrong, "The middle" in wrong) == (True, True)
    fields["version"] = str(queries.draft_of(letter).version)
    assert client.post(base, {**fields, "q-paper": SimpleUploadedFile("cv.pdf", pdf())})["Location"] == base
    file = letter.files.get()
    shown = client.get(base).content.decode()
    assert (f"{base}files/{file.pk}/" in shown, 'name="remove_file:paper"' in shown) == (True, True)
    assert client.get(f"{base}files/{file.pk}/").getvalue() == pdf()
    assert client.get(f"{base}files/{file.pk + 1}/")["Location"] == base
    client.post(f"{base}send/")
    desk = f"/en/desk/letters/{letter.pk}/"
    read = signed_in(officer).get(desk).content.decode()
    assert f"{desk}files/{file.pk}/" in read
    assert signed_in(officer).get(f"{desk}files/{file.pk}/").getvalue() == pdf()
    assert [signed_in(who).get(f"{desk}files/{file.pk}/").status_code for who in (auditor, applicant)] == [403, 403]
    fields["version"] = str(queries.draft_of(letter).version)
    gone = client.post(base, {**fields, "remove_file:paper": file.digest, "act": ""}).content.decode()
    assert (f"{base}files/" in gone, f'name="version" value="{queries.draft_of(letter).version}"' in gone) == (False, True)
    assert letter.files.count() == 1  # it was sent


def test_when_enough_letters_came_the_spare_writer_and_the_applicant_read_so(application: Application, applicant: User) -> None:
    wanted = requirement(application.call, minimum=1, maximum=1)
    first, spare = asked(application, wanted, CURIE, by=applicant), asked(application, wanted, NOETHER, by=applicant)
    spare_page, begun = page(spare, language="fr"), {"text": "Je l’ai commencée.", "version": "0", "act": "save"}
    assert Client().post(spare_page, begun).status_code == 302
    Client().post(page(first), {"text": "She is excellent.", "version": "0", "act": "preview"})
    assert Client().post(f"{page(first)}send/")["Location"] == page(first)
    assert kinds_to(NOETHER.email)[-1] == "letter_cancelled"
    ended = Client().get(spare_page).content.decode()
    assert ("Assez de lettres sont arrivées" in ended, "<textarea" in ended) == (True, False)
    sent_anyway = Client().post(f"{spare_page}send/", HTTP_REFERER=f"http://testserver{spare_page}", follow=True).content.decode()
    assert "cette lettre n’est plus nécessaire" in sent_anyway
    assert SentLetter.objects.filter(letter=spare).count() == 0
    shown = signed_in(applicant).get(letters(application)).content.decode()
    assert ("Cancelled" in shown, "Complete" in shown, "excellent" in shown) == (True, True, False)


def test_the_office_reads_the_answers_of_a_letter(application: Application, applicant: User, officer: User) -> None:
    wanted = requirement(application.call, key="agreement", role="supervisor", edition=EditionFactory(spec=SPEC))
    letter = asked(application, wanted, by=applicant)
    letter_writing.save_draft(letter, answers={"agreed": True, "place": "The middle of it"}, version=0)
    letter_writing.send_letter(letter, at=timezone.now(), by=Writer(letter.party))
    assert "The middle of it" in signed_in(officer).get(f"/en/desk/letters/{letter.pk}/").content.decode()
