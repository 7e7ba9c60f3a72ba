"""Who reads cases and who does not: every address of the desk, asked as the editor and as the administrator."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bartholdi.faces.desk.urls import urlpatterns
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import record
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.office.notices.post import write
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
READS = {"officer", "director", "auditor"}
SAMPLES = {"IntConverter": 1, "SlugConverter": "x", "StringConverter": "x", "PathConverter": "x"}
# A new page of the desk that is not in `CASES` has to be named here: its author decides who reads it.
NAMES = (
    "agreement agreement-accede agreement-act agreement-carriage agreement-carriage-back agreement-document",
    "agreement-edit agreement-part agreement-part-add agreement-part-remove agreement-record agreements",
    "call call-act call-again call-bring call-cancel call-discard call-edit call-export call-look call-look-as",
    "call-look-at call-paper call-part call-part-add call-part-remove call-rehearse call-shift call-start calls",
    "certificate-log certificate-log-file",
    "design-act design-add design-choose design-move design-page design-page-add design-publish design-question",
    "design-undo",
    "dispatch dispatch-blob dispatch-box dispatch-bring dispatch-confirm dispatch-correspondence",
    "dispatch-correspondences dispatch-digests dispatch-draft dispatch-draft-begin dispatch-envelope",
    "dispatch-envelope-again dispatch-file dispatch-find dispatch-last dispatch-missing dispatch-missing-back",
    "dispatch-missing-note dispatch-note dispatch-outside dispatch-part dispatch-receipt dispatch-reserve",
    "dispatch-sealable dispatch-send dispatch-trusted dispatch-unused dispatch-void",
    "dispatches edition edition-call edition-calls edition-export edition-letter entry fund funds journal",
    "letter letter-act letter-edit letter-page",
    "mailbox mailbox-appoint mailbox-ceremony mailbox-certificate mailbox-certificate-file mailbox-close",
    "mailbox-compare mailbox-destroyed mailbox-dismiss mailbox-edit mailbox-endorse mailbox-endorsements mailbox-key",
    "mailbox-publish",
    "mailboxes organisation organisation-edit organisation-join organisation-leave organisations outbox pair-picture",
    "people person person-act programme programme-edit programmes",
    "questionnaire questionnaire-design questionnaire-edit questionnaire-export questionnaire-import",
    "questionnaire-preview questionnaire-publish questionnaire-rename questionnaires",
    "today",
)
OPEN_TO_ALL_STAFF = {name for line in NAMES for name in line.split()}
OPEN_TO_ADMINISTRATORS = {
    "agreement-add",
    "call-choose",
    "fund-add",
    "mailbox-add",
    "organisation-add",
    "outbox-trial",
    "programme-add",
    "questionnaire-new",
    "verify-journal",
}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What was found about the journal of a test."""
    yield
    cache.clear()


def places() -> dict[str, str]:
    """The address of each name, with a sample for each argument; of things that do not exist, so that the door alone decides."""
    found = {}
    for each in urlpatterns:
        given = {key: SAMPLES[type(converter).__name__] for key, converter in each.pattern.converters.items()}
        found[str(each.name)] = reverse(f"desk:{each.name}", kwargs=given)
    return found


def opened(client: Client, user: User) -> set[str]:
    client.force_login(user)
    answers = {}
    for name, place in places().items():
        answers[name] = client.get(place).status_code
        if answers[name] == 405:
            answers[name] = client.post(place).status_code
    return {name for name, status in answers.items() if status != 403}


@pytest.mark.once
def test_the_editor_and_the_administrator_open_exactly_these(client: Client, cast: dict[str, User]) -> None:
    found = {part: opened(client, cast[part]) for part in ("editor", "administrator")}
    assert found == {"editor": OPEN_TO_ALL_STAFF, "administrator": OPEN_TO_ALL_STAFF | OPEN_TO_ADMINISTRATORS}


@pytest.mark.once
def test_a_director_is_turned_away_from_what_needs_a_mailbox_alone(client: Client, director: User) -> None:
    """Else the test above would hold for a desk that opens nothing."""
    assert set(places()) - opened(client, director) == {"dispatch-write"}


@pytest.fixture
def call() -> Call:
    """In review: an application with a review and an act on each floor."""
    call = a_judged_call()
    application = handed_in(call)
    reviewed(assigned(application, a_member(call.panels.order_by("pk")[0])), 4)
    return call


def reached(client: Client) -> dict[str, int]:
    """Every page of the desk to which a link or a form of another one leads, from Today on; of a list, the first page alone."""
    waiting, found = [reverse("desk:today")], {}
    while waiting:
        place = waiting.pop()
        answer = client.get(place)
        found[place] = answer.status_code
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            links = set(re.findall(r'(?:href|hx-get|src)="(/en/desk/[^"?#]*)', answer.content.decode()))
            waiting += sorted(links - {*found, *waiting})
    return found


@pytest.mark.once
@pytest.mark.parametrize("part", ["editor", "administrator"])
def test_no_link_leads_to_a_page_that_is_refused(client: Client, call: Call, cast: dict[str, User], part: str) -> None:
    client.force_login(cast[part])
    found = reached(client)
    assert reverse("desk:call", args=[call.pk]) in found
    assert {place: status for place, status in found.items() if status == 403} == {}


def test_a_call_tells_its_dates_to_all_staff_and_how_it_goes_to_who_reads_cases(
    client: Client, call: Call, cast: dict[str, User]
) -> None:
    told = {}
    for part in ("officer", "director", "auditor", "editor", "administrator"):
        client.force_login(cast[part])
        page = client.get(reverse("desk:call", args=[call.pk])).content.decode()
        told[part] = ('id="dates-title"' in page, 'id="figures-live"' in page, reverse("desk:board", args=[call.pk]) in page)
    assert told == {part: (True, part in READS, part in READS) for part in told}


def test_the_journal_tells_of_cases_to_who_reads_them(client: Client, call: Call, cast: dict[str, User]) -> None:
    application = call.applications.get()
    made = {
        record("programmes.announce", call, by=cast["officer"]).number: True,
        record("reviews.rank", call, by=cast["officer"]).number: False,
        record("applications.submit", application, by=cast["applicant"]).number: False,
        record("accounts.give_role", cast["editor"], by=cast["administrator"]).number: True,
    }
    numbers = [number for number, _open in made.items()]
    read = {
        part: {number for number in numbers if Entry.objects.visible_to(cast[part]).filter(number=number).exists()}
        for part in ("director", "auditor", "administrator")
    }
    free = {number for number, is_open in made.items() if is_open}
    assert read == {"director": set(numbers), "auditor": set(numbers), "administrator": free}
    about = {}
    for part in ("officer", "editor"):
        client.force_login(cast[part])
        page = client.get(reverse("desk:call", args=[call.pk])).content.decode().partition("case-history")[2]
        about[part] = page.count("timeline-title")
    assert about == {"officer": 2, "editor": 1}


def test_what_somebody_did_in_an_earlier_role_is_not_read_in_this_one(call: Call, editor: User) -> None:
    record("applications.find_eligible", call.applications.get(), by=editor)
    record("accounts.change_profile", editor, by=editor)
    assert list(Entry.objects.visible_to(editor).values_list("act", flat=True)) == ["accounts.change_profile"]


def test_letters_about_cases_stand_in_the_outbox_of_who_reads_them(call: Call, cast: dict[str, User]) -> None:
    ours, about, to_everyone = write(), write(), write()
    Notice.objects.filter(pk=about.pk).update(cause=f"decisions.decision:{call.pk}")
    Notice.objects.filter(pk=to_everyone.pk).update(cause=f"programmes.call:{call.pk}", kind="applications.extended")
    seen = {
        part: set(Notice.objects.visible_to(user).filter(pk__in=[ours.pk, about.pk, to_everyone.pk]).values_list("pk", flat=True))
        for part, user in cast.items()
    }
    every, none = {ours.pk, about.pk, to_everyone.pk}, set()
    assert seen == {part: every if part in READS else {ours.pk} if part == "administrator" else none for part in cast}
