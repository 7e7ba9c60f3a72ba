"""Who may do what with mailboxes and dispatches: directors and administrators keep mailboxes, holders read and write, nobody else."""

from typing import Any

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff
from bartholdi.office.dispatches.models import Holder
from bartholdi.office.lib.policy import Policy, Rule, has_role

keeps = has_role(roles.DIRECTOR, roles.ADMINISTRATOR)


def _holds(user: Any, mailbox: Any) -> bool:
    return (
        mailbox is not None and Holder.objects.current().filter(mailbox=mailbox, user_id=getattr(user, "pk", None) or 0).exists()
    )


is_holder = Rule(_holds, "a holder of the mailbox")
holds_sender = Rule(
    lambda user, dispatch: dispatch is not None and _holds(user, dispatch.sender_id), "a holder of the sending mailbox"
)
holds_addressee = Rule(
    lambda user, dispatch: (
        dispatch is not None
        and Holder.objects.current()
        .filter(mailbox__received__dispatch=dispatch, mailbox__here=True, user_id=getattr(user, "pk", None) or 0)
        .exists()
    ),
    "a holder of a mailbox that it is written to",
)
holds_draft = Rule(lambda user, draft: draft is not None and _holds(user, draft.mailbox_id), "a holder of the draft’s mailbox")
is_correspondent = holds_sender | holds_addressee


def _holds_any(user: Any, _subject: Any) -> bool:
    return Holder.objects.current().filter(user_id=getattr(user, "pk", None) or 0).exists()


def _is_away(_user: Any, certificate: Any) -> bool:
    return certificate is not None and not certificate.mailbox.here


holds_any = Rule(_holds_any, "a holder of any mailbox")
is_away = Rule(_is_away, "of another installation")
holds_its_mailbox = Rule(
    lambda user, certificate: certificate is not None and _holds(user, certificate.mailbox_id), "a holder of its mailbox"
)

MAILBOXES = Policy(
    {
        "view": is_staff | is_holder,
        "add_mailbox": keeps,
        "change_mailbox": keeps,
        "close_mailbox": keeps,
        "appoint": keeps,
        "dismiss": keeps,
        "write": is_holder,
    }
)
DISPATCHES = Policy(
    {
        "view": is_correspondent,
        "keep_blob": holds_sender,
        "send": holds_sender,
        "void": holds_sender,
        "record_receipt": is_correspondent,
    }
)
DRAFTS = Policy(
    {
        "keep_draft": holds_draft,
        "offer_draft": holds_draft,
        "give_back_draft": holds_draft,
        "discard_draft": holds_draft,
    }
)
holds_noting = Rule(lambda user, note: note is not None and _holds(user, note.mailbox_id), "a holder of the mailbox")
GAP_NOTES = Policy({"note_gap": holds_noting, "take_gap_note_back": holds_noting})
# A key is made by whoever holds the mailbox; the certificate of a correspondent is brought by whoever writes to it.
CERTIFICATES = Policy(
    {
        "publish": holds_its_mailbox | (is_away & (keeps | holds_any)),
        "verify": keeps | holds_any,
        "endorse": keeps | holds_any,
        "revoke": keeps | holds_any,
        "destroyed": holds_its_mailbox,
    }
)
