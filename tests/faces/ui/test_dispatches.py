"""The pages of delivery, at the desk and in the portal: who sees what, at a fixed cost, and files that are carried."""

import io
import re
import tarfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.cores.sealing import parcel
from bartholdi.faces.ui.dispatches import addresses as ours
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches import enclosing, outer
from bartholdi.office.dispatches.models import Addressee, Dispatch, Draft, GapNote, Holder, Mailbox
from bartholdi.office.dispatches.services import drafts, numbering, receipts
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from tests.counting import cost
from tests.office.dispatches.posts import a_draft, a_mailbox, a_receipt, numbered, sent

pytestmark = pytest.mark.django_db

DESK, PORTAL = "/en/desk/dispatches/", "/en/portal/dispatches/"


def addresses(dispatch: Dispatch, mailbox: Mailbox, base: str) -> list[str]:
    """Every address that is about something; a new one fails here until it is tried."""
    about = {"addressee": dispatch.addressees.first().pk, "side": "received", "other": mailbox.pk, "identity": "ab" * 16}
    missing = {"sender": mailbox.pk, "first": 2, "last": 3, "noted": 1}
    keys = {"pk": dispatch.pk, **about, **missing}
    found = []
    for each in ours.patterns():
        route = str(each.pattern)
        values = keys | ({"pk": mailbox.pk} if "box" in route else {})
        for name, value in values.items():
            for kind in ("int", "slug", "str"):
                route = route.replace(f"<{kind}:{name}>", str(value))
        found += [base.replace("dispatches/", route)] if "<" in str(each.pattern) else []
    return found


def bytes_of(client: Client, address: str) -> tuple[int, bytes]:
    """Without the address itself, which the page repeats, and the token that is new each time."""
    answer = client.get(address)
    content = answer.content.replace(address.removeprefix("/en").encode(), b"")
    return answer.status_code, re.sub(rb'value="\w{64}"', b"", content)


@pytest.mark.once
def test_who_does_not_hold_a_mailbox_gets_the_bytes_of_what_does_not_exist(
    client: Client, cast: dict[str, User], washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=cast["officer"])
    receipts.record(dispatch, a_receipt(dispatch, "PARIS"), by=cast["applicant"])
    Holder.objects.create(mailbox=washington, user=cast["editor"], until=timezone.now())  # once, not any more
    outside = set(cast) - {"officer", "applicant"}
    for part in outside:
        client.force_login(cast[part])
        base = DESK if cast[part].is_staff else PORTAL
        there, nowhere = f"/{dispatch.pk}/", "/9999/"
        tried = addresses(dispatch, washington, base)
        real = [bytes_of(client, each) for each in tried]
        assert real == [bytes_of(client, each.replace(there, nowhere)) for each in tried]
        assert {status for status, _content in real} <= {404, 405}
        listed = client.get(base).content.decode()
        assert ("You hold no mailbox" in listed, "WASHINGTON" in listed) == (True, False)


def test_journal_and_outbox_say_nothing_of_dispatches_to_others(cast: dict[str, User], washington: Mailbox) -> None:
    elsewhere = a_mailbox("ROME", here=False, address="rome@example.org")
    dispatch = sent(washington, elsewhere, by=cast["officer"])
    keys = [f"dispatches.dispatch:{dispatch.pk}", enclosing.cause(dispatch.addressees.get(mailbox=elsewhere))]
    for user in cast.values():
        entries = Entry.objects.visible_to(user).filter(subject_key__in=keys).count()
        letters = Notice.objects.visible_to(user).filter(cause__in=keys).count()
        assert (entries, letters) == ((2, 1) if user == cast["officer"] else (0, 0))


def test_the_journal_says_nothing_of_drafts_to_others(cast: dict[str, User], washington: Mailbox) -> None:
    draft = drafts.begin(washington, a_draft("WASHINGTON"), by=cast["officer"])
    key = f"dispatches.draft:{draft.pk}"
    seen = {name: Entry.objects.visible_to(user).filter(subject_key=key).count() for name, user in cast.items()}
    assert seen == dict.fromkeys(cast, 0) | {"officer": 1}


def test_the_list_of_a_correspondence_tells_nothing_of_what_is_still_written(
    client: Client, officer: User, applicant: User, stranger: User, washington: Mailbox, paris: Mailbox
) -> None:
    unsent, with_ = numbered(washington, paris, by=officer), f"{PORTAL}box/{paris.pk}/with/"
    client.force_login(applicant)
    nowhere = client.get(f"{with_}9999/")
    rome = a_mailbox("ROME", stranger)  # with whom nothing was ever exchanged
    assert [client.get(f"{with_}{each.pk}/").status_code for each in (washington, rome)] == [nowhere.status_code] * 2
    assert "WASHINGTON" not in client.get(with_).content.decode()
    sent(washington, paris, by=officer)
    lines = b"".join(client.get(f"{with_}{washington.pk}/").streaming_content).decode()  # type: ignore[attr-defined]
    assert (unsent.identity in lines, lines.count("WASHINGTON")) == (False, 1)
    numbering.void(unsent, by=officer)
    lines = b"".join(client.get(f"{with_}{washington.pk}/").streaming_content).decode()  # type: ignore[attr-defined]
    assert unsent.identity in lines


def test_a_number_that_was_only_taken_is_not_seen_by_its_reader(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = numbered(washington, paris, by=officer)
    assert not Dispatch.objects.visible_to(applicant).exists()
    client.force_login(officer)
    assert client.post(f"{DESK}{dispatch.pk}/void/").status_code == 302
    assert "Number not used" in client.get(f"{DESK}{dispatch.pk}/").content.decode()


@pytest.mark.once
def test_the_pages_cost_the_same_with_more_rows(client: Client, officer: User, washington: Mailbox, paris: Mailbox) -> None:
    Holder.objects.create(mailbox=paris, user=officer)
    client.force_login(officer)

    def spent() -> list[int]:
        one = Dispatch.objects.latest("pk")
        pages = [DESK, f"{DESK}box/{paris.pk}/received/", f"{DESK}box/{washington.pk}/sent/", f"{DESK}{one.pk}/"]
        return [cost(client, page) for page in pages]

    sent(washington, paris, by=officer)
    first = spent()
    for number in range(3):
        each = sent(washington, paris, a_mailbox(f"ROME{number}"), by=officer)
        Addressee.objects.filter(dispatch=each).update(due_at=timezone.now() - timedelta(hours=1))
    assert spent() == first


def test_home_shows_what_waits_is_late_and_missing(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    late, lost, _waits = (sent(washington, paris, by=officer, urgency="immediate") for _each in range(3))
    Addressee.objects.filter(dispatch=late).update(due_at=timezone.now() - timedelta(hours=1))
    lost.addressees.all().delete()
    lost.delete()
    client.force_login(applicant)
    page = client.get(PORTAL).content.decode()
    assert "1 dispatch was not opened in time" in page
    assert "A number from WASHINGTON is missing: 2" in page
    assert "1 dispatch waits to be opened" in page
    client.force_login(officer)
    page = client.get(DESK).content.decode()
    assert "1 reader is late to open what you sent" in page
    assert "?state=overdue&amp;urgency=immediate" in page


def test_home_tells_what_waits_by_urgency_the_most_urgent_first(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    for urgency in ("routine", "flash", "routine"):
        sent(washington, paris, by=officer, urgency=urgency)
    client.force_login(applicant)
    page = client.get(PORTAL).content.decode()
    waits = re.findall(r"state=delivered&amp;urgency=(\w+)[^>]*>\s*(\d) dispatch", page)
    assert waits == [("flash", "1"), ("routine", "2")]


def test_home_leads_to_the_drafts_the_keys_and_what_was_noted_of_numbers(
    client: Client, cast: dict[str, User], washington: Mailbox, paris: Mailbox
) -> None:
    Draft.objects.create(mailbox=paris, author=cast["applicant"], envelope=SimpleUploadedFile("draft", b"sealed"))
    led = {}
    for part, base in (("officer", DESK), ("director", DESK), ("applicant", PORTAL)):
        client.force_login(cast[part])
        page = client.get(base).content.decode()
        wanted = ('href="#drafts"', 'id="drafts"', "Mailboxes and keys", "Key and holders", "/missing/")
        led[part] = [each in page for each in wanted]
    assert led == {
        "officer": [False, False, True, True, True],
        "director": [False, False, True, False, False],
        "applicant": [True, True, False, False, True],
    }


def test_a_missing_number_is_noted_with_what_its_sender_said_and_the_note_is_taken_back(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    _first, lost, _third = (sent(washington, paris, by=officer) for _each in range(3))
    lost.addressees.all().delete()
    lost.delete()
    client.force_login(applicant)
    place = f"{PORTAL}box/{paris.pk}/missing/"
    assert place in client.get(PORTAL).content.decode()
    page = client.get(place).content.decode()
    assert "From WASHINGTON" in page
    note = f"{place}{washington.pk}/2/2/"
    assert note in page
    one, more = client.get(note).content.decode(), client.get(f"{place}{washington.pk}/2/4/").content.decode()
    assert ("What became of WASHINGTON 2<" in one, "From number" in one) == (True, False)
    assert ("What became of WASHINGTON 2–4<" in more, "From number" in more) == (True, True)
    assert "is still missing" in client.post(note, {"first": 2, "last": 2, "answer": ""}).content.decode()
    assert client.post(note, {"first": 2, "last": 2, "answer": "Not used, says Inès."}).headers["Location"] == place
    again = client.post(note, {"first": 2, "last": 2, "answer": "Once more."}).content.decode()
    assert "these numbers are not missing any more" in again
    assert "Once more." in again
    page = client.get(place).content.decode()
    assert ("Not used, says Inès." in page, "No number is missing." in page, "is missing: 2" in client.get(PORTAL).content.decode()) == (
        True, True, False
    )  # fmt: skip
    client.post(f"{place}{GapNote.objects.get().pk}/back/")
    assert "is missing: 2" in client.get(PORTAL).content.decode()
    client.force_login(officer)
    assert {client.get(each.replace(PORTAL, DESK)).status_code for each in (place, note)} == {404}


def test_the_reader_sees_how_far_it_got_with_themselves_and_the_sender_with_all(
    client: Client, officer: User, applicant: User, stranger: User, washington: Mailbox, paris: Mailbox
) -> None:
    rome = a_mailbox("ROME", stranger)
    dispatch = sent(washington, paris, rome, by=officer)
    receipts.record(dispatch, a_receipt(dispatch, "PARIS", outcome="refused", reason="blob-missing"), by=applicant)
    seen = {}
    for user, base in ((officer, DESK), (applicant, PORTAL), (stranger, PORTAL)):
        client.force_login(user)
        seen[user] = "An attachment is missing." in client.get(f"{base}{dispatch.pk}/").content.decode()
    assert seen == {officer: True, applicant: True, stranger: False}


def test_search_finds_by_what_stands_outside(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    first, second = sent(washington, paris, by=officer), sent(washington, paris, by=officer, urgency="flash")
    receipts.record(first, a_receipt(first, "PARIS"), by=applicant)
    client.force_login(applicant)

    def found(asked: str, side: str = f"{PORTAL}box/{paris.pk}/received/") -> set[int]:
        page = client.get(f"{side}?{asked}").content.decode()
        return {each.pk for each in (first, second) if f"/dispatches/{each.pk}/" in page}

    both = {first.pk, second.pk}
    assert [found("urgency=flash"), found("number=1"), found("number=x"), found("post=wash"), found("post=rome")] == [
        {second.pk}, {first.pk}, set(), both, set()
    ]  # fmt: skip
    assert [found("state=opened"), found("state=stored"), found("size=small"), found("size=large")] == [
        {first.pk}, {second.pk}, both, set()
    ]  # fmt: skip
    client.force_login(officer)
    box = f"{DESK}box/{washington.pk}/sent/"
    assert [found("post=par", box), found("post=rome", box), found("number=2", box)] == [both, set(), {second.pk}]
    assert [found("state=opened", box), found("state=sent", box), found("state=refused", box)] == [{first.pk}, both, set()]
    assert found("state=overdue", box) == set()
    Addressee.objects.filter(dispatch=second).update(due_at=timezone.now() - timedelta(hours=1))
    assert found("state=overdue", box) == {second.pk}


def test_the_file_is_a_strict_parcel_and_fetching_it_delivers(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    client.force_login(officer)
    assert client.get(f"{DESK}{dispatch.pk}/file/").status_code == 200
    assert dispatch.addressees.get(mailbox=paris).delivered_at is None
    client.force_login(applicant)
    answer = client.get(f"{PORTAL}{dispatch.pk}/file/")
    octets = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert (answer["Content-Disposition"], int(answer["Content-Length"])) == (
        'attachment; filename="WASHINGTON-1.dispatch"',
        len(octets),
    )
    assert [each.name for each in parcel.members(io.BytesIO(octets), len(octets))] == ["envelope.pgp"]
    with tarfile.open(fileobj=io.BytesIO(octets)) as tar:
        assert tar.getnames() == ["envelope.pgp"]
    assert dispatch.addressees.get(mailbox=paris).delivered_at is not None


def test_the_list_of_one_correspondence_is_the_same_at_both_ends(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    receipts.record(dispatch, a_receipt(dispatch, "PARIS"), by=applicant)
    lists = []
    for user, address in (
        (officer, f"{DESK}box/{washington.pk}/with/{paris.pk}/"),
        (applicant, f"{PORTAL}box/{paris.pk}/with/{washington.pk}/"),
    ):
        client.force_login(user)
        lists.append(b"".join(client.get(address).streaming_content).decode().splitlines())  # type: ignore[attr-defined]
    assert lists[0] == lists[1]
    assert lists[0][1].startswith(f"WASHINGTON,PARIS,1,{dispatch.identity},{dispatch.digest},")


def test_a_carried_file_is_brought_in_with_its_note_or_with_what_the_carrier_says(
    client: Client, officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    with enclosing.whole(dispatch) as whole:
        octets = whole.read()
    note = outer.written(outer.of(dispatch, dispatch.addressees.get(mailbox=paris)))
    Addressee.objects.all().delete()
    Dispatch.objects.all().delete()
    Mailbox.objects.filter(pk=washington.pk).update(here=False)
    client.force_login(applicant)

    def bring(name: str, content: bytes, **fields: object) -> str:
        answer = client.post(f"{PORTAL}bring/", {"file": SimpleUploadedFile(name, content), **fields}, follow=True)
        return answer.content.decode()

    assert "Choose the mailbox" in bring("a.dispatch", octets)
    assert "Not proven yet" in bring("a.dispatch", octets, note=SimpleUploadedFile("dispatch.json", note))
    assert "Not proven yet" in bring("a.dispatch", octets, note=SimpleUploadedFile("dispatch.json", note))
    assert Dispatch.objects.count() == 1
    assert "Nothing was taken in. The .dispatch file is damaged." in bring(
        "a.dispatch", octets[:-1], sender=washington.pk, to=paris.pk
    )
    assert "whose name ends in" in bring("a.pdf", b"x")
    assert "neither a sealed dispatch" in bring("a.eml", b"Subject: hello\r\n\r\nhello")
    assert "Not proven yet" in bring("a.dispatch", octets, sender=washington.pk, to=paris.pk)
    assert sorted(Dispatch.objects.values_list("digest", flat=True)) == ["", dispatch.digest]


def test_what_came_twice_under_one_number_names_each_other_for_its_reader(
    client: Client, officer: User, applicant: User, paris: Mailbox
) -> None:
    washington = a_mailbox("WASHINGTON", here=False)
    first, second = (
        Dispatch.objects.create(identity=each * 16, sender=washington, state="received", sent_at=timezone.now())
        for each in ("ab", "cd")
    )
    for each in (first, second):
        Addressee.objects.create(dispatch=each, mailbox=paris, number=7, stored_at=timezone.now())
    client.force_login(applicant)
    assert client.get(f"{PORTAL}{first.pk}/").content.decode().count(f'"{PORTAL}{second.pk}/"') == 1
    french = client.get(f"{PORTAL}{second.pk}/".replace("/en/", "/fr/")).content.decode()
    assert "Ce numéro est arrivé plus d’une fois" in french
    Addressee.objects.filter(dispatch=second).update(number=8)
    assert "came more than once" not in client.get(f"{PORTAL}{first.pk}/").content.decode()
