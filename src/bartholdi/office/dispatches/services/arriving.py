"""What comes from outside as a file: an e-mail of another installation, a `.dispatch`, a `.receipt`. Nothing in it is believed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.policy import SMTP
from typing import cast

from django.utils.translation import gettext as _

from bartholdi.office.dispatches import outer, slips
from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.dispatches.services import receipts, receiving
from bartholdi.office.journal.acts import Actor, System
from bartholdi.office.lib.workflow import Refused

LARGEST = 26_000_000  # octets of an e-mail: 18 MB of sealed file, in Base64
# What an e-mail of this size can need. Reading a million parts or lines takes minutes, and whoever knows the address can send them.
MOST_LINES, MOST_PARTS = 800_000, 500


def mail(octets: bytes, *, by: Actor) -> Dispatch | Addressee:
    """An RFC 5322 message with a sealed dispatch and its outer facts, or with a receipt."""
    if len(octets) > LARGEST:
        raise Refused(_("Nothing was taken in: the e-mail is larger than 26 MB. Bring the .dispatch file in by itself."))
    lines = octets.count(b"\n") + octets.count(b"\r") - octets.count(b"\r\n")
    if lines > MOST_LINES or octets.count(b"\n--") + octets.count(b"\r--") > MOST_PARTS:
        raise Refused(
            _("Nothing was taken in: the e-mail is cut into too many parts or lines. Bring the .dispatch file in by itself.")
        )
    parts = dict(_parts(octets))
    if slip := next((part for name, part in parts.items() if name.endswith(".receipt")), None):
        return receipt(slip, by=by)
    sealed = next((part for name, part in parts.items() if name.endswith(".dispatch")), None)
    if sealed is None:
        raise Refused(_("Nothing was taken in: this e-mail has neither a sealed dispatch nor a receipt with it."))
    facts = outer.read(parts.get(outer.NAME, b""))
    if facts is None:
        raise Refused(_("Nothing was taken in: the file dispatch.json beside the sealed dispatch is missing or damaged."))
    return receiving.bring(io.BytesIO(sealed), len(sealed), facts, by=by)


def receipt(octets: bytes, *, by: Actor) -> Addressee:
    """Finds the dispatch that it says it is about; whether it holds, `receipts.record` judges."""
    seen = Dispatch.objects.all() if isinstance(by, System) else Dispatch.objects.visible_to(by)
    dispatch = seen.select_related("sender").filter(identity=_about(octets)).first()
    if dispatch is None:
        raise Refused(_("The receipt was not kept: it is about a dispatch that is not known here."))
    return receipts.record(dispatch, octets, by=by)


def _parts(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a message by their names; those of one name: the first."""
    seen: set[str] = set()
    try:
        message = message_from_bytes(octets, policy=SMTP)
        for part in message.walk():
            name = (part.get_filename() or "").lower()
            if name and name not in seen and not part.is_multipart():
                seen.add(name)
                yield name, cast(bytes, part.get_payload(decode=True) or b"")
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError, IndexError) as error:
        raise Refused(_("Nothing was taken in: this e-mail is damaged.")) from error


def _about(octets: bytes) -> str:
    """The identity that stands in a slip, not verified yet."""
    about = slips.said(octets).get("about")
    identity = about.get("id") if isinstance(about, dict) else ""
    return identity if isinstance(identity, str) else ""
