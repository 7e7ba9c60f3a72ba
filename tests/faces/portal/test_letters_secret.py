"""What a letter says is in nothing that those who apply, or the other lead, can fetch: not a word, and not by a byte."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Letter, LetterDraft, LetterFile, Party, SentLetter, Writer
from bartholdi.office.applications.services import letter_files, letter_writing
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.running.addresses import every_address
from tests.counting import statements
from tests.factories import AccountFactory, EditionFactory
from tests.lettering import CURIE, NOETHER, asked, page, requirement, sent, signed_in
from tests.office.applications.forms import a_call
from tests.office.applications.forms import sent as submitted
from tests.office.applications.test_letter_answers import SPEC
from tests.office.lib.test_files import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
SECRET = "Zinnober-Weasel"
IN_FILE = b"% Quetzal-Marmalade"
REASON = "Pangolin-Sorbet"
ANSWER = "Okapi-Nougat"
HOW = {"": {}, "json": {"accept": "application/json"}, "htmx": {"HX-Request": "true"}}
TABLES = {model._meta.db_table for model in (LetterDraft, LetterFile, SentLetter)}
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def application(applicant: User) -> Application:
    """Submitted, so that papers of it are there as well."""
    call = a_call(lead_per_side=True)
    return submitted(call, applicant)


@pytest.fixture
def lead(application: Application) -> User:
    user: User = AccountFactory(email="lead@example.org", name="Lena Lead")
    Access.objects.create(application=application, user=user, role=Access.Role.APPLICANT)
    return user


@pytest.fixture
def letters(application: Application, lead: User, applicant: User) -> list[Letter]:
    """One sent as words and file and changed since, one sent too late, one declined with a reason."""
    questions = EditionFactory(spec=SPEC)
    wanted = requirement(application.call, minimum=2, maximum=3, edition=questions)
    whole = asked(application, wanted, CURIE, by=applicant)
    letter_files.keep_file(whole, SimpleUploadedFile(f"{SECRET}.pdf", pdf() + IN_FILE))
    letter_writing.save_draft(whole, answers={"agreed": True, "place": ANSWER}, version=1)
    letter_files.answer_with_file(whole, "paper", SimpleUploadedFile(f"{ANSWER}.pdf", pdf() + b"% answered" + IN_FILE))
    sent(whole, f"She is {SECRET}.", at=timezone.now())
    letter_writing.save_draft(whole, text=f"Even more {SECRET}", answers={"agreed": True, "place": ANSWER * 2}, version=4)
    late = asked(application, wanted, NOETHER, by=applicant)
    letter_writing.save_draft(late, answers={"agreed": True, "place": ANSWER}, version=0)
    with pytest.raises(Refused):
        sent(late, f"Late {SECRET}", at=timezone.now() + timedelta(days=90))
    declined = asked(application, wanted, type(CURIE)(name="Ada", email="ada@example.org"), by=applicant)
    letter_writing.decline_letter(declined, reason=REASON, by=Writer(declined.party))
    return [whole, late, declined]


def addresses(application: Application, letters: list[Letter]) -> list[str]:
    """Every address of the portal, with the application's and each letter's keys in place of each number."""
    found = every_address(with_arguments=True)
    keys = [application.pk, *(letter.pk for letter in letters)]
    filled = {re.sub(r"/1/", f"/{key}/", address) for address in found for key in keys}
    pairs = {
        address.replace("/1/", f"/{application.pk}/", 1).replace("/1/", f"/{letter.pk}/")
        for address in found
        for letter in letters
    }
    once = {address.replace("/1/", f"/{application.pk}/", 1) for address in found}  # and the first of whatever it has
    named = {
        each.replace("/x/", f"/{word}/")
        for each in filled | pairs | once
        if "/portal/" in each or "/apply/" in each
        for word in ("x", "recommendation", "project", "cancel", application.call.slug)
    }
    return sorted(each for each in filled | pairs | once | named if "/ui/" not in each and "sign-out" not in each)


def everything(client: Client, addresses: list[str]) -> dict[str, bytes]:
    """What each answers, errors too; JSON, htmx and files as well where there is something."""
    got: dict[str, bytes] = {}
    for address in addresses:
        ways = HOW if "/portal/applications/" in address else {"": {}}
        for name, headers in ways.items():
            answer = client.get(address, headers=headers)
            content = b"".join(answer) if answer.streaming else answer.content
            got[f"{address} {name}"] = unpacked(content) + str(answer.headers).encode()
            if getattr(answer, "file_to_stream", None) is not None:
                answer.file_to_stream.close()  # closing the answer would close the test's own connection
            if answer.status_code != 200:
                break
    return got


def unpacked(content: bytes) -> bytes:
    """What is in a sheet, which is a zip, or in a paper counts."""
    if content.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).encode()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.once
def test_no_page_file_or_fault_that_they_can_fetch_holds_a_word_of_it(
    application: Application, letters: list[Letter], applicant: User, lead: User, stranger: User
) -> None:
    """The desk's addresses are asked by one of them: its door does not tell those who apply apart."""
    for user, language, other in (
        (applicant, "en", ("/fr/",)),
        (lead, "fr", ("/en/", "/fr/desk/")),
        (stranger, "en", ("/fr/", "/en/desk/")),
    ):
        asked = [address for address in addresses(application, letters) if not address.startswith(other)]
        fetched = everything(signed_in(user), asked)
        assert leaks(fetched) == []
        paper = fetched[f"/{language}/portal/applications/{application.pk}/sent/1/paper/ "]
        assert (b"Ice cores" in paper) == (user != stranger)  # it was read indeed


def leaks(fetched: dict[str, bytes]) -> list[str]:
    """Where a word of a letter, of its file, of its answers, or why it was declined, is found."""
    secrets = (SECRET.encode(), IN_FILE, REASON.encode(), ANSWER.encode())
    return [address for address, content in fetched.items() if any(secret in content for secret in secrets)]


def crawled(client: Client, language: str) -> dict[str, bytes]:
    """Whatever the links of their pages lead to, beginning where they sign in; what is already known is not asked twice."""
    got: dict[str, bytes] = {}
    waiting = [f"/{language}/portal/"]
    while waiting:
        address = waiting.pop()
        if address in got:
            continue
        got |= {address: b""} | {each.strip(): content for each, content in everything(client, [address]).items()}
        found = re.findall(r'(?:href|action|hx-get|data-[a-z-]+)="(/[^"#]*)[#"]', got[address].decode(errors="replace"))
        waiting += [each.replace("&amp;", "&") for each in found if LEADS_ON.match(each)]
    return got


LEADS_ON = re.compile(r"/(?:en|fr)/(?:portal|apply|calls|lead|letters|nominations)/|/calls\.json")


@pytest.mark.once
def test_no_link_of_their_pages_leads_to_a_word_of_it(
    application: Application, letters: list[Letter], applicant: User, lead: User
) -> None:
    for user, language in ((applicant, "en"), (lead, "fr")):
        walked = crawled(signed_in(user), language)
        assert leaks(walked) == []
        base = f"/{language}/portal/applications/{application.pk}"
        assert {f"{base}/", f"{base}/letters/", f"{base}/sent/1/", f"{base}/sent/1/paper/", f"{base}/versions/"} <= set(walked)


@pytest.mark.once
def test_a_leak_is_found_where_one_is_planted(application: Application, letters: list[Letter], applicant: User) -> None:
    """In the name of a writer, which those who apply see: were a page to show a letter, these tests would say which."""
    Party.objects.filter(pk=letters[0].party_id).update(name=f"Marie {SECRET}")
    base = f"/en/portal/applications/{application.pk}"
    assert f"{base}/letters/" in leaks(crawled(signed_in(applicant), "en"))
    assert f"{base}/letters/ json" in leaks(everything(signed_in(applicant), [f"{base}/letters/"]))
    sent(letters[0], "Other words", at=timezone.now())
    told = Notice.objects.order_by("-pk")[0]
    assert SECRET in told.text


def test_every_page_of_the_application_is_among_what_they_fetch(application: Application, letters: list[Letter]) -> None:
    walked = addresses(application, letters)
    base = f"/en/portal/applications/{application.pk}"
    wanted = {f"{base}/", f"{base}/letters/", f"{base}/now/", f"{base}/page/project/", f"{base}/versions/", f"{base}/sent/1/"}
    assert wanted <= set(walked)


def test_no_mail_holds_a_word_of_it_the_receipt_neither(letters: list[Letter]) -> None:
    assert Notice.objects.count() > 6
    for notice in Notice.objects.all():
        told = f"{notice.subject}{notice.body}{notice.text}{notice.html}{notice.search_text}"
        assert not any(secret in told for secret in (SECRET, REASON, ANSWER)), notice.kind


def test_what_they_post_is_answered_without_a_word_of_it(
    application: Application, letters: list[Letter], applicant: User
) -> None:
    client = signed_in(applicant)
    for letter in letters:
        base = f"/en/portal/applications/{application.pk}/letters/{letter.pk}/"
        for act in ("remind/", "cancel/", "ask/", "address/", "read/"):
            answer = client.post(f"{base}{act}", {"email": "x"}, follow=True)
            assert SECRET not in answer.content.decode()
            assert REASON not in answer.content.decode()


def test_the_pages_of_those_who_apply_do_not_even_ask_the_tables_that_hold_it(
    application: Application, letters: list[Letter], applicant: User
) -> None:
    client = signed_in(applicant)
    for address in (f"/en/portal/applications/{application.pk}/letters/", "/en/portal/"):
        asked_of = statements(lambda address=address: client.get(address))
        assert not [sql for sql in asked_of if any(f'"{table}"' in sql for table in TABLES)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_another_letter_changes_no_byte_of_what_they_are_shown(
    application: Application, letters: list[Letter], applicant: User, words: str
) -> None:
    client = signed_in(applicant)
    pages = [f"/{language}/portal/applications/{application.pk}/letters/" for language in ("en", "fr")]
    SentLetter.objects.update(text="One", digest="0" * 64)
    LetterDraft.objects.update(text="One", reason="One")
    before = [CHANGING.sub("", client.get(each).content.decode()) for each in pages]
    SentLetter.objects.update(text=words, digest="1" * 64)
    LetterDraft.objects.update(text=words, reason=words)
    assert [CHANGING.sub("", client.get(each).content.decode()) for each in pages] == before


def test_another_writer_sees_nothing_of_it_either(letters: list[Letter]) -> None:
    whole, late, _declined = letters
    token = page(late).split("/")[3]
    for act in ("", "preview/", "file/", "hand-over/"):
        answer = Client().get(f"/en/letters/{token}/{late.pk}/{act}")
        assert f"She is {SECRET}" not in answer.content.decode()
        assert Client().get(f"/en/letters/{token}/{whole.pk}/{act}").status_code == 404
