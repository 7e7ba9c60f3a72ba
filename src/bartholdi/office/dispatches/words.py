"""What the journal says of the acts on mailboxes, certificates and dispatches, and why a certificate or a statement was refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bartholdi.office.dispatches import sentences

ACTS: dict[str, str | Promise] = {
    "dispatches.number": _("took the numbers of a dispatch"),
    "dispatches.void": _("declared the numbers of a dispatch not used"),
    "dispatches.send": _("sent a dispatch"),
    "dispatches.recall": _("asked for a dispatch back"),
    "dispatches.deliver": _("fetched a dispatch"),
    "dispatches.leave": _("saw a dispatch leave by e-mail"),
    "dispatches.record_receipt": _("recorded the receipt of a dispatch"),
    "dispatches.receive": _("received a dispatch from another installation"),
    "dispatches.begin_draft": _("began the draft of a dispatch"),
    "dispatches.offer_draft": _("offered a draft for its release"),
    "dispatches.give_back_draft": _("gave a draft back to its author"),
    "dispatches.discard_draft": _("discarded the draft of a dispatch"),
    "dispatches.correct": _("corrected what was said outside the seal of a dispatch"),
    "dispatches.destroy": _("destroyed the sealed text of a dispatch"),
    "dispatches.note_gap": _("noted what a sender said of missing numbers"),
    "dispatches.take_gap_note_back": _("took a note on missing numbers back"),
    "dispatches.add_mailbox": _("added a mailbox"),
    "dispatches.change_mailbox": _("changed a mailbox"),
    "dispatches.close_mailbox": _("closed a mailbox"),
    "dispatches.appoint": _("appointed a holder of a mailbox"),
    "dispatches.dismiss": _("ended that somebody holds a mailbox"),
    "dispatches.publish": _("published a certificate"),
    "dispatches.verify": _("verified a certificate by its words"),
    "dispatches.endorse": _("recorded the endorsement of a certificate"),
    "dispatches.revoke": _("recorded the revocation of a certificate"),
    "dispatches.destroyed": _("recorded that old secrets were destroyed"),
}
# By the reason code of docs/sealing-format.md section 9: what happened, what was kept, what to do.
REFUSALS: dict[str, str | Promise] = {
    "certificate-secret": _(
        "The file holds a secret key. It was not stored. Do not send it to anybody: choose the file of the certificate instead."
    ),
    "certificate-size": _("The file is empty or too large for a certificate. Nothing was stored."),
    "certificate-grammar": _("The file is not a certificate, or it is damaged. Nothing was stored: ask for it again."),
    "certificate-many": _("The file holds more than one certificate. Nothing was stored: choose a file with one."),
    "certificate-version": _("The certificate has an old format. Nothing was stored: ask for one made by this version."),
    "certificate-algorithm": _(
        "The certificate is classical: a quantum computer could open what is sealed to it. Nothing was stored: ask for a new one."
    ),
    "certificate-unbound": _("The certificate does not confirm its own key. Nothing was stored: ask for it again."),
    "certificate-not-yet": _("The certificate is not valid yet. Nothing was stored: look at the clocks, or wait for its day."),
    "certificate-expired": _("The certificate has expired. Nothing was stored: ask for a new one."),
    "certificate-revoked": _("The certificate is revoked. Nothing was stored: ask for a new one."),
    "certificate-no-kem": _("Its sealing key has expired. Nothing was stored: ask for the renewed certificate."),
    "certificate-no-signer": _("The certificate has no live key to sign with. Nothing was stored: ask for a new one."),
    "certificate-mixed": _("The certificate mixes protections. Nothing was stored: ask for a new one."),
}


def refused(code: str) -> str:
    """Of the file of a certificate with what to do now; of a statement in the sentence of its code."""
    return str(REFUSALS.get(code) or sentences.of(code))
