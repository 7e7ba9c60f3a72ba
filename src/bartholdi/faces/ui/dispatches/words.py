"""The words that the scripts of dispatches say, translated here; reason codes have their sentences beside the code that refuses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bartholdi.office.dispatches.models import Addressee
from bartholdi.office.dispatches.models.dispatch import Dispatch, Urgency


def words() -> dict[str, Any]:
    return {**_panel(), **_writing(), **_steps(), **_reading(), **_exporting(), **_facts(), **_differences(), **_choices()}


def _choices() -> dict[str, Any]:
    kinds = {str(value): str(label) for value, label in Dispatch.Kind.choices}
    return {
        "units": _("B KB MB GB"),
        "urgencies": {str(value): str(label) for value, label in Urgency.choices},
        "roles": {str(value): str(label) for value, label in Addressee.Role.choices},
        "kinds": {**kinds, "receipt": _("Receipt"), "draft": _("Draft")},
    }


def _panel() -> dict[str, str]:
    return {
        "aKey": _("A key"),
        "otherKey": _("Another key, from its file"),
        "forget": _("Forget"),
        "forgetKey": _("Forget the key {name}"),
        "forgotten": _("The key is no longer kept in this browser. Your file of it is untouched."),
        "unlocking": _("Unlocking. This takes a second or two: it slows down whoever guesses."),
        "notUnlocked": _("The key was not unlocked."),
        "noKeyFile": _("Choose the key file first: it ends in .key."),
        "openFor": _("The key of {name} is unlocked. It locks by itself after 20 minutes without use."),
        "openForNobody": _("The key {print} is unlocked. It belongs to none of your mailboxes."),
        "lockedByYou": _("Locked. Nothing that was open is left in this page."),
        "lockedByTime": _("Locked after 20 minutes without use. What you had typed is kept, sealed."),
        "fault": _("Something went wrong in this page. Nothing was sent. Load the page again: your draft is kept."),
        "noAnswer": _("The server does not answer. Look at your connection, then try again."),
        "wrongKey": _("This key does not fit here."),
        "wrongKeyMine": _("It belongs to none of the mailboxes that you hold. Lock it, then choose another key."),
        "wrongKeyDraft": _("This draft opens with the key of {post}. Lock this one, then choose that key."),
    }


def _writing() -> dict[str, str]:
    return {
        "draftKeeping": _("Keeping the draft…"),
        "draftKept": _("Draft kept, sealed to your mailbox."),
        "draftWaiting": _(
            "No connection. Your draft is kept in this browser, sealed, and sent as soon as the connection is back."
        ),
        "draftStale": _("Your draft was not kept on the server."),
        "draftRefused": _("Your draft is kept in this browser only."),
        "draftIsKept": _("Your draft is kept. You can go on from here."),
        "keepApart": _("Keep mine as a second draft"),
        "loadTheirs": _("Load theirs"),
        "givenBack": _("The draft was given back, with this word:"),
        "replySubject": _("Re: {subject}"),
        "markingWhy": _("This system is not approved for it. Use the channel that is, and send nothing here."),
        "recoveryMark": _("Somebody else can open this in an emergency."),
        "recoveryWho": _("It is also sealed for recovery to: {posts}. Everybody who receives it sees that."),
        "remove": _("Remove"),
        "removeFile": _("Remove {name}"),
        "sealedAlready": _("sealed and kept"),
        "sealedHere": _("sealed, and being sent: it goes on where it stopped"),
        "chooseAgain": _(
            "choose this file again: the page was loaded anew, and files stay on your computer until they are sealed"
        ),
        "fileNames": _(
            "These were not attached, because a name like theirs is not safe everywhere: {names}. Rename them, then choose them again."
        ),
        "filesAgain": _("Choose these files again, or remove them: {names}."),
        "notYet": _("Not sent yet."),
        "missing_recipients": _("Choose at least one mailbox for action or for information."),
        "missing_subject": _("Write a subject."),
        "missing_open_by": _("The time to open it by is over. Choose a later one."),
        "missing_not_after": _("The last time to open it is over. Choose a later one."),
        "notSealable": _("Nothing can be sealed now to: {posts}."),
        "notSealableWhy": _(
            "Their certificate changed or ended while you wrote. Take them off the list, or have it mended; your draft is kept."
        ),
        "offered": _("The draft waits for its release."),
        "offeredWhy": _(
            "Another holder of this mailbox opens it, reads it, and sends it or gives it back. You may close this page."
        ),
        "gaveBack": _("The draft is back with its author."),
        "discardSure": _(
            "Discard this draft? Its text and its attachments are deleted; numbers taken for it are shown as not used."
        ),
        "notSent": _("Nothing was sent."),
    }


def _steps() -> dict[str, str]:
    return {
        "noConnection": _("No connection. Keep this page open: it goes on by itself where it stopped. ({step})"),
        "stepCertificates": _("Fetching the certificates…"),
        "stepNumbers": _("Taking numbers…"),
        "stepAttachments": _("Sending attachments…"),
        "stepAttachment": _("Sealing and sending {name}…"),
        "stepSealing": _("Sealing {name}…"),
        "stepSending": _("Sending {name}…"),
        "stepSeal": _("Sealing…"),
        "stepSend": _("Sending the sealed dispatch…"),
    }


def _reading() -> dict[str, str]:
    return {
        "opening": _("Fetching and opening…"),
        "checkingFile": _("Checking {name}…"),
        "notOpened": _("It was not opened."),
        "opened": _("Opened. All of it holds."),
        "openedWhy": _("The signature is right, nothing was changed, and it is addressed to this key."),
        "receiptSent": _("A receipt signed by your key tells the sender that it was opened."),
        "receiptNot": _("It is open, but the receipt was not sent."),
        "refused": _("Refused: nothing of it is shown."),
        "refusedTell": _("You can tell the sender, with a receipt that your key signs. It carries the reason and nothing else."),
        "refusedSend": _("Send a receipt of the refusal"),
        "refusedSent": _("The sender is told."),
        "forwarded": _("What was forwarded"),
        "attachments": _("Attachments"),
        "save": _("Save"),
        "inRegister": _("In the register: {title}"),
        "reply": _("Reply"),
        "forward": _("Forward"),
        "print": _("Print"),
        "recall": _("Ask for it back"),
        "recallWhat": _("A recall is a request: who has opened the dispatch still has it."),
        "recallAlone": _(
            "A second person releases what leaves this mailbox. A recall does not wait for one: it only withdraws, and carries no words."
        ),
        "recallReason": _("Why"),
        "recallSend": _("Seal and send the recall"),
        "searching": _("Opening {done} of {all}…"),
        "searchable": _("Dispatches that can be searched: {n}. They are open in this page only."),
        "notSearchable": _("Not opened with this key: {n}."),
        "nothingFound": _("Nothing found in what was opened here."),
        "none": pgettext("time", "none"),
    }


def _exporting() -> dict[str, str]:
    return {
        "plain": _("Save as a plain message"),
        "plainWhat": _(
            "One ordinary OpenPGP message for any other tool that knows RFC 9980: a mail with the text, what was signed, and the attachments. "
            "At most 25 MB. Your key signs it, and it is saved on your computer only."
        ),
        "plainTo": _("For which certificate (optional)"),
        "plainToHint": _("Without one it opens with your own key. Choose only a certificate whose words you compared."),
        "plainMake": _("Make the message"),
        "plainMaking": _("Checking everything once more and sealing the message…"),
        "plainMade": _("The message is ready."),
        "plainSave": _("Save the message"),
        "plainNot": _("The message was not made."),
    }


def _facts() -> dict[str, str]:
    return {
        "fact_kind": _("Kind"),
        "fact_from": pgettext("dispatch", "From"),
        "fact_number": _("Number"),
        "fact_created": _("Written"),
        "fact_to": pgettext("dispatch", "To"),
        "fact_urgency": _("Urgency"),
        "fact_openBy": _("To be opened by"),
        "fact_caption": _("Distribution"),
        "fact_notAfter": _("Not to be opened after"),
        "fact_references": _("Refers to"),
        "fact_signer": _("Signed by the key"),
        "part_summary": _("Summary"),
        "part_body": _("Text"),
        "part_comment": _("Comment"),
        "part_note": _("Note of the sender"),
        "part_reason": _("Reason"),
    }


def _differences() -> dict[str, str]:
    return {
        "differs": _("Outside the seal it says something else. Trust what is inside: that was signed."),
        "logBack": _("The server shows an older log of certificates than this browser has seen, or another one."),
        "logBackWhy": _(
            "It may hide that a key was revoked or replaced; or it was set back to an older state. Before you answer, ask who keeps the server whether event {number} of its log has the digest {digest}…"
        ),
        "logDiffers": _("What the server shows of the certificate of {posts} does not agree with its log."),
        "logDiffersWhy": _(
            "The certificate is not the one of the last event of its key, or this browser has seen a later event. A revocation may be hidden. Ask that post by another way before you rely on its signature."
        ),
        "differsIdentity": _("Another dispatch was delivered than the one that was announced."),
        "differsSender": _("It is announced as coming from {post}, but another key signed it."),
        "differsKind": _("It is announced as another kind of message."),
        "differsNumber": _("Number: {inside} inside, {outside} outside."),
        "differsUrgency": _("Urgency: {inside} inside, {outside} outside. The sender may have kept it inside on purpose."),
        "differsOpenBy": _("To be opened by: {inside} inside, {outside} outside."),
        "differsUnnamed": _("Also written to, though not announced: {posts}."),
        "differsUnsigned": _("Announced as addressed, though not in the signed list: {posts}."),
        "differsRole": _("{post}: addressed for action inside and for information outside, or the other way round."),
        "differsTheirNumber": _("Number for {post}: {inside} inside, {outside} outside."),
    }
