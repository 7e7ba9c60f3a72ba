"""A refusal: one reason code, the first check of docs/sealing-format.md that failed, and its sentence in plain words."""

SENTENCES = {
    "envelope-size": "The file is empty or too large for a dispatch.",
    "not-openpgp": "This is not a sealed dispatch.",
    "packet-length": "The file is cut off or damaged.",
    "not-encrypted": "The message is not sealed.",
    "packet-order": "Something stands in the file that does not belong in a dispatch.",
    "recipients-count": "It names more than 64 recipients.",
    "pkesk-version": "A recipient is named in an old format.",
    "pkesk-shape": "The entry of a recipient is damaged.",
    "pkesk-algorithm": "It is also sealed in a way that a quantum computer could open.",
    "recipients-mixed": "Its recipients use different protections.",
    "recipient-twice": "A recipient is named twice.",
    "seipd-version": "The content is sealed in an old format.",
    "seipd-cipher": "The content is sealed with a weaker cipher than AES-256.",
    "seipd-mode": "The content is sealed in a mode that is not allowed.",
    "seipd-chunk": "The content is cut into pieces that are too large or too small.",
    "seipd-shape": "The sealed content is cut off.",
    "unsupported-suite": "This program cannot open this protection (SD-5). Use the command line.",
    "no-key": "None of your keys opens it.",
    "decrypt-failed": "It was changed or damaged on the way.",
    "inner-grammar": "The sealed content is not built as a dispatch.",
    "inner-compressed": "The content is compressed, which is not allowed.",
    "signature-missing": "Nobody signed it.",
    "signature-many": "It carries more than one signature.",
    "signature-version": "The signature has an old format.",
    "signature-type": "The signature is of the wrong kind.",
    "signature-algorithm": "The signature could be forged by a quantum computer.",
    "signature-hash": "The signature uses a digest that is not allowed.",
    "signature-critical": "The signature has a condition that this program does not know.",
    "signer-unknown": "It is signed by nobody whose certificate you have checked.",
    "signature-bad": "The signature is false.",
    "manifest-size": "The content is too long.",
    "manifest-encoding": "The content is not written in UTF-8.",
    "manifest-depth": "The content is nested too deep.",
    "manifest-json": "The content cannot be read.",
    "manifest-not-canonical": "The content is not written in the one allowed form.",
    "manifest-version": "It was made by a version that this program does not know.",
    "manifest-kind": "It is of an unknown kind.",
    "manifest-schema": "Something in it is missing, unknown or out of bounds.",
    "attachment-twice": "Two attachments share a file or a key.",
    "marking-too-high": "The marking is higher than this system may carry.",
    "manifest-padding": "Its length is not one of the allowed ones.",
    "suite-mixed": "Signature, seal and content do not use one protection.",
    "sender-differs": "The sender named inside is not the one who signed.",
    "signer-not-yet": "It claims to be older than the key that signed it.",
    "signer-expired": "The sender’s key had expired.",
    "signer-revoked": "The sender’s key is revoked.",
    "not-addressed": "It was not written to you.",
    "recipient-unlisted": "It is sealed to somebody whom it does not name.",
    "created-in-future": "It claims to be written in the future.",
    "id-reused": "Another dispatch had the same identity.",
    "already-opened": "You have opened it before.",
    "past-not-after": "The time to open it is over.",
    "forward-kind": "What was forwarded is not a dispatch.",
    "forward-unlawful": "The forwarder was not among those it was written to.",
    "about-unknown": "It is about a dispatch that you do not have.",
    "about-differs": "It is about another version of the dispatch.",
    "about-stranger": "It comes from somebody who had no part in that dispatch.",
    "slip-kind": "This is not the receipt or the statement that was expected here.",
    "blob-missing": "An attachment is missing.",
    "blob-size": "An attachment has the wrong length.",
    "blob-root": "An attachment was changed or exchanged.",
    "blob-chunk": "An attachment does not open.",
    "blob-padding": "An attachment is not filled up as it must be.",
    "blob-digest": "An attachment is not the file that was signed for.",
    "certificate-size": "The certificate is empty or too large.",
    "certificate-grammar": "The certificate is damaged.",
    "certificate-secret": "The file holds a secret key. Do not send it to anybody.",
    "certificate-many": "The file holds more than one certificate.",
    "certificate-version": "The certificate has an old format.",
    "certificate-algorithm": "The certificate is not safe against quantum computers.",
    "certificate-unbound": "The certificate does not confirm its own key.",
    "certificate-not-yet": "The certificate is not valid yet.",
    "certificate-expired": "The certificate has expired.",
    "certificate-revoked": "The certificate is revoked.",
    "certificate-no-kem": "The certificate has no live key to seal to.",
    "certificate-no-signer": "The certificate has no live key to sign with.",
    "certificate-mixed": "The certificate mixes protections.",
    "key-grammar": "The key file is damaged.",
    "key-algorithm": "The key file is of another kind.",
    "key-unlocked": "The key file has no passphrase.",
    "key-argon2": "The key file asks for too much memory or time.",
    "argon2-blocked": "WebAssembly, which unlocking or locking a key needs, is blocked here. Use another browser, or the command line.",
    "passphrase-empty": "Give a passphrase.",
    "passphrase-wrong": "The passphrase is wrong, or the key file was changed.",
    "file-grammar": "The .dispatch file is damaged.",
    "file-member": "The .dispatch file holds something that does not belong in it.",
    "plain-size": "It is too large for one plain message (25 MB). Carry or send it as a .dispatch file.",
    "frame-grammar": "This is not one of our pictures.",
    "frames-mixed": "The pictures do not belong together.",
    "frame-twice": "One picture has two contents.",
    "frames-missing": "Pictures are missing.",
    "frames-digest": "The pictures do not give what was shown.",
    "frames-size": "It is empty, or too large for pictures. Carry the file.",
}


class Refusal(ValueError):
    """What a reader of sealing answers instead of content. `code` is stable; `detail` helps a writer of software, not a person."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code + (f" ({detail})" if detail else ""))
        self.code = code
        self.detail = detail

    @property
    def sentence(self) -> str:
        """In plain words; a refusal inside a forwarded dispatch has the sentence of the inner one."""
        return SENTENCES[self.code.removeprefix("forward:")]


def demand(held: object, code: str, detail: str = "") -> None:
    """Refuse with this code unless it holds."""
    if not held:
        raise Refusal(code, detail)
