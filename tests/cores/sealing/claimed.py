"""Vectors of what is claimed: the manifest's form and values, and the reader's questions after the signature."""

from __future__ import annotations

from typing import Any

from bartholdi.cores.sealing import canonical
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.manifest import written
from tests.cores.sealing.making import b64, digest_of, dispatch, enveloped, inner, octets_of, other, recipients, sent, vector

Made = list[dict[str, Any]]
HEX = "ab" * 32

TOO_HIGH = {
    "spaces": "Confidentiel  défense", "decomposed": "confidentiel de\u0301fense", "unbroken": "Confidentiel\u00a0Défense",
    "narrow": "confidentiel\u202fDEFENSE", "dash": "CONFIDENTIEL\u2013DÉFENSE", "joined": "ConfidentielDéfense",
    "parted": "Confidentiel (défense)", "unseen": "Se\u00adc\u200bret", "wide": "\uff33\uff25\uff23\uff32\uff25\uff34",
}  # fmt: skip


def made(keys: dict[str, KeyFile]) -> Made:
    return [*_form(), *_values(keys), *_reading(keys), *_kinds(keys), *_slips(keys)]


def attachment(**changed: Any) -> dict[str, Any]:
    return {
        "name": "memorandum.pdf", "type": "application/pdf", "size": 5, "sha256": HEX, "blob": "01" * 16, "blobSize": 16_400, "key": HEX, "root": HEX,
    } | changed  # fmt: skip


def _manifest(name: str, what: str, expected: str, octets: bytes, form: str = "manifest") -> dict[str, Any]:
    return vector(name, what, form, expected, {"manifest": b64(octets)})


def _form() -> Made:
    cases = [
        ("json-empty", "No octet.", "manifest-json", b""),
        ("json-latin", "Latin-1.", "manifest-encoding", '{"a":"é"}'.encode("latin-1")),
        ("json-utf16", "UTF-16.", "manifest-encoding", '{"a":1}'.encode("utf-16")),
        ("json-surrogate", "A surrogate in UTF-8.", "manifest-encoding", b'{"a":"\xed\xa0\x80"}'),
        ("json-overlong", "An overlong form.", "manifest-encoding", b'{"a":"\xc0\xaf"}'),
        ("json-bom", "A byte-order mark.", "manifest-encoding", b'\xef\xbb\xbf{"a":1}'),
        ("json-deep", "10,000 lists.", "manifest-depth", b"[" * 10_000 + b"]" * 10_000),
        ("json-deep-7", "Seven deep.", "manifest-depth", b'{"a":[[[[[[]]]]]]}'),
        ("json-deep-6", "Six deep; brackets in strings do not count.", "manifest-version", b'{"a":[[[[["[[[[\\"[["]]]]]}'),
        ("json-cut", "Cut off.", "manifest-json", b'{"a":1'),
        ("json-list", "A list.", "manifest-json", b"[]"),
        ("json-nan", "NaN.", "manifest-json", b'{"a":NaN}'),
        ("json-infinity", "Infinity.", "manifest-json", b'{"a":-Infinity}'),
        ("json-comma", "A comma too many.", "manifest-json", b'{"a":1,}'),
        ("json-control", "A bare control character.", "manifest-json", b'{"a":"\x01"}'),
        ("json-two", "Two values.", "manifest-json", b"{}{}"),
        ("json-twice", "A key twice.", "manifest-not-canonical", b'{"a":1,"a":1}'),
        ("json-space", "White space.", "manifest-not-canonical", b'{"a": 1}'),
        ("json-order", "Keys out of order.", "manifest-not-canonical", b'{"b":1,"a":1}'),
        ("json-utf16-order", "Keys are sorted by UTF-16: an astral letter before U+FB33.", "manifest-version", '{"\U0001f600":1,"\ufb33":1}'.encode()),
        ("json-escape", "An escape that need not be.", "manifest-not-canonical", b'{"a":"\\u0041"}'),
        ("json-slash", "An escaped slash.", "manifest-not-canonical", b'{"a":"\\/"}'),
        ("json-escape-upper", "Hexadecimal in capitals.", "manifest-not-canonical", b'{"a":"\\u001F"}'),
        ("json-escapes", "All escapes that must be.", "manifest-version", b'{"a":"\\b\\t\\n\\f\\r\\"\\\\\\u0000\\u001f\x7f"}'),
        ("json-lone", "A lone surrogate.", "manifest-not-canonical", b'{"a":"\\ud800"}'),
        ("json-400", "10^400.", "manifest-not-canonical", b'{"a":1e400}'),
        ("json-digits", "A number of 5,000 digits.", "manifest-not-canonical", b'{"a":' + b"9" * 5000 + b"}"),
        ("json-unsafe", "2^53.", "manifest-not-canonical", b'{"a":9007199254740992}'),
        ("json-safe", "2^53 - 1.", "manifest-version", b'{"a":9007199254740991}'),
        ("json-fraction", "A fraction.", "manifest-not-canonical", b'{"a":1.5}'),
        ("json-whole", "A whole number with a fraction.", "manifest-not-canonical", b'{"a":1.0}'),
        ("json-zero", "Minus zero.", "manifest-not-canonical", b'{"a":-0}'),
        ("json-other", "Another format.", "manifest-version", b'{"format":"x","version":1}'),
        ("json-version", "Version 2.", "manifest-version", b'{"format":"bartholdi-sealing","version":2}'),
        ("json-true", "Version true.", "manifest-version", b'{"format":"bartholdi-sealing","version":true}'),
        ("json-kind", "Unknown kind.", "manifest-kind", b'{"format":"bartholdi-sealing","kind":"order","version":1}'),
        ("json-proto", "A kind that JavaScript objects have.", "manifest-kind", b'{"format":"bartholdi-sealing","kind":"constructor","version":1}'),
    ]  # fmt: skip
    long = vector(
        "json-long", "More than 4 MiB.", "manifest", "manifest-size", {"manifest": {"repeat": b64(b"["), "times": 4_194_305}}
    )
    return [*(_manifest(*case) for case in cases), long]


def _values(keys: dict[str, KeyFile]) -> Made:
    us, paris = keys["washington"], keys["paris"].certificate
    base = {"format": "bartholdi-sealing", "version": 1, "padding": ""} | dispatch(us, paris)
    one = base["recipients"][0]
    schema: dict[str, dict[str, Any]] = {
        "unknown-key": {"extra": 1}, "wrong-suite": {"suite": "SD-1"}, "id-short": {"id": "ab"}, "id-upper": {"id": "AB" * 16},
        "created-2300": {"created": "2300-01-01T00:00:00Z"}, "created-february": {"created": "2027-02-30T00:00:00Z"},
        "created-zone": {"created": "2027-01-15T11:00:00+00:00"}, "created-fraction": {"created": "2027-01-15T11:00:00.5Z"},
        "created-24": {"created": "2027-01-15T24:00:00Z"}, "created-leap": {"created": "2027-06-30T23:59:60Z"},
        "sender-number": {"sender": 1}, "sender-name-escape": {"senderName": "\x1b[2J"}, "no-recipients": {"recipients": []},
        "recipients-65": {"recipients": [one] * 65}, "recipient-role": {"recipients": [one | {"role": "silent"}]},
        "recipient-key": {"recipients": [one | {"extra": ""}]}, "recipient-number": {"recipients": [one | {"number": True}]},
        "only-copies": {"recipients": [one | {"role": "copy"}]}, "padding-letters": {"padding": "00x"}, "number-negative": {"number": -1},
        "urgency-other": {"urgency": "override"}, "marking-long": {"marking": "x" * 61}, "subject-empty": {"subject": ""},
        "subject-lines": {"subject": "a\nb"}, "subject-bidi": {"subject": "abc\u202ecba"}, "subject-c1": {"subject": "a\u009bb"},
        "body-nul": {"body": "a\x00b"}, "body-escape": {"body": "\x1b]0;title\x07"}, "body-return": {"body": "a\r\nb"}, "body-list": {"body": []},
        "language-other": {"language": "de"}, "references-21": {"references": ["ab" * 16] * 21}, "reply-empty": {"replyTo": ""},
        "attachments-null": {"attachments": None}, "attachments-101": {"attachments": [attachment()] * 101},
    }  # fmt: skip
    for name, value in {
        "up": "../x", "slash": "a/b", "backslash": "a\\b", "nul": "a\x00b", "con": "CON", "con-dot": "con.txt", "lpt9": "Lpt9 .pdf", "long": "x" * 300,
        "octets": "\u00e9" * 121, "escape": "\x1b[31m", "dot": ".profile", "end-dot": "a.", "end-space": "a ", "colon": "a:b", "empty": "", "bidi": "a\u202efdp.exe",
        "com-raised": "COM\u00b9.txt", "console": "conin$",
    }.items():  # fmt: skip
        schema[f"name-{name}"] = {"attachments": [attachment(name=value)]}
    schema |= {
        "size-tib": {"attachments": [attachment(size=1 << 40, blobSize=1 << 40)]}, "blob-size-lie": {"attachments": [attachment(blobSize=16_401)]},
        "type-none": {"attachments": [attachment(type="pdf")]}, "type-parameter": {"attachments": [attachment(type="text/html;x=1")]},
    }  # fmt: skip
    plain: dict[str, tuple[str, dict[str, Any]]] = {
        f"schema-{name}": ("manifest-schema", changed) for name, changed in schema.items()
    }
    second = attachment(name="b.pdf", blob="02" * 16, key="cd" * 32)
    plain |= {
        "blob-twice": ("attachment-twice", {"attachments": [attachment(), second | {"blob": "01" * 16}]}),
        "key-twice": ("attachment-twice", {"attachments": [attachment(), second | {"key": HEX}]}),
        "me-twice": ("recipient-twice", {"recipients": [one, one | {"subkey": HEX}]}),
        "subkey-twice": ("recipient-twice", {"recipients": [one, one | {"fingerprint": HEX}]}),
        "marking-secret": ("marking-too-high", {"marking": "Très Secret"}),
        "marking-defence": ("marking-too-high", {"marking": "CONFIDENTIEL DÉFENSE"}),
        "marking-secretary": ("manifest-padding", {"marking": "For the secretary-general"}),
        "marking-apart": ("manifest-padding", {"marking": "Confidentiel, coopération de défense"}),
        **{f"marking-{name}": ("marking-too-high", {"marking": marking}) for name, marking in TOO_HIGH.items()},
        "padding-none": ("manifest-padding", {}),
        "schema-script": ("manifest-padding", {"subject": "<script>alert(1)</script>"}),
        "names-good": ("manifest-padding", {"attachments": [attachment(name="Contract (2) é.tar.gz")]}),
    }
    made_ = [
        _manifest(name, f"{name}: section 5.8 or after.", code, canonical.written(base | changed))
        for name, (code, changed) in plain.items()
    ]
    missing = {key: value for key, value in base.items() if key != "caption"}
    sound = _manifest("manifest-ok", "Padded to 16,384 octets.", "ok", octets_of(dispatch(us, paris)))
    longer = _manifest(
        "manifest-longer",
        "One octet more than a Padmé point.",
        "manifest-padding",
        canonical.written(base | {"padding": "0" * 17_000}),
    )
    return [
        *made_,
        _manifest("schema-missing", "A key is missing.", "manifest-schema", canonical.written(missing)),
        sound,
        longer,
    ]


def _read(
    name: str, expected: str, octets: bytes, key: str = "paris", pinned: tuple[str, ...] = ("washington",), **more: Any
) -> dict[str, Any]:
    inputs = {"envelope": b64(octets), "key": key, "pinned": list(pinned)} | more
    return vector(name, f"{name}: section 7.", "envelope", expected, inputs)


def _reading(keys: dict[str, KeyFile]) -> Made:
    us, paris, houston = keys["washington"], keys["paris"].certificate, keys["houston"].certificate
    five, values = keys["washington5"], dispatch(us, paris)
    sound, digest = sent(values, us, paris), digest_of(values)
    expired = dispatch(keys["expired"], paris)
    first = dispatch(us, paris, created="2026-01-01T00:00:00Z")
    early = dispatch(keys["expired"], paris, created="2026-11-26T23:00:00Z")
    past = dispatch(us, paris, notAfter="2027-01-15T11:30:00Z")
    own = sent(past, us, paris)
    return [
        _read("manifest-in-envelope", "manifest-json", enveloped(inner(b"", us), paris)),
        _read("suite-says-5", "suite-mixed", sent(dispatch(us, paris, suite="SD-5"), us, paris)),
        _read("signed-at-level-5", "suite-mixed", sent(dispatch(five, suite="SD-5", recipients=recipients(paris)), five, paris), pinned=("washington5",)),
        _read("sender-other", "sender-differs", sent(values | {"sender": paris.fingerprint}, us, paris)),
        _read("before-the-key", "signer-not-yet", sent(first, us, paris)),
        _read("after-expiry", "signer-expired", sent(expired, keys["expired"], paris), pinned=("expired",)),
        _read("before-expiry", "ok", sent(early, keys["expired"], paris), pinned=("expired",)),
        _read("re-sealed-to-houston", "not-addressed", enveloped(inner(octets_of(values), us), houston), key="houston"),
        _read("subkey-other", "not-addressed", sent(dispatch(us, recipients=[recipients(paris)[0] | {"subkey": HEX}]), us, paris)),
        _read("unlisted", "recipient-unlisted", enveloped(inner(octets_of(values), us), paris, houston)),
        _read("unlisted-hidden", "recipient-unlisted", enveloped(inner(octets_of(values), us), houston, paris, hidden=True)),
        _read("stripped", "ok", enveloped(inner(octets_of(dispatch(us, paris, houston)), us), paris)),
        _read("in-2099", "created-in-future", sent(dispatch(us, paris, created="2099-01-01T00:00:00Z"), us, paris)),
        _read("clock-a-day-ahead", "ok", sent(dispatch(us, paris, created="2027-01-16T12:00:00Z"), us, paris)),
        _read("clock-more-ahead", "created-in-future", sent(dispatch(us, paris, created="2027-01-16T12:00:01Z"), us, paris)),
        _read("id-reused", "id-reused", sound, seen={values["id"]: HEX}),
        _read("delivered-twice", "already-opened", sound, seen={values["id"]: digest}),
        _read("opened-again", "ok", sound, seen={values["id"]: digest}, again=True),
        _read("past-not-after", "past-not-after", own),
        _read("past-again", "ok", own, seen={past["id"]: digest_of(past)}, again=True),
    ]  # fmt: skip


def _kinds(keys: dict[str, KeyFile]) -> Made:
    us, paris, houston, mallory = (keys[name] for name in ("washington", "paris", "houston", "mallory"))
    values = dispatch(us, paris.certificate)
    original = inner(octets_of(values), us)
    about = {"id": values["id"], "digest": digest_of(values), "sender": us.certificate.fingerprint}
    known = {values["id"]: {"digest": about["digest"], "sender": about["sender"], "recipients": [paris.certificate.fingerprint]}}
    receipt = {"about": about, "outcome": "opened", "reason": "", "logHead": None}

    def forward(by: KeyFile, octets: bytes) -> bytes:
        return sent(other("forward", by, houston.certificate, note="", original=b64(octets)), by, houston.certificate)

    def back(kind: str, by: KeyFile, **more: Any) -> bytes:
        return sent(other(kind, by, us.certificate, **more), by, us.certificate)

    recall = {"about": about, "reason": "Sent too early."}
    mine = other("draft", us, us.certificate, form="dispatch", content='{"subject":""}')
    mine["recipients"][0]["role"] = "copy"
    stranger = inner(octets_of(values | {"recipients": recipients(houston.certificate)}), us)
    both, second = ("paris", "washington"), ("mallory", "washington")
    return [
        _read("forward-ok", "ok", forward(paris, original), "houston", both),
        _read("forward-by-stranger", "forward-unlawful", forward(mallory, original), "houston", second),
        _read("forward-not-to-him", "forward-unlawful", forward(paris, stranger), "houston", both),
        _read("forward-of-receipt", "forward-kind", forward(paris, inner(octets_of(other("receipt", us, paris.certificate, **receipt)), us)), "houston", both),
        _read("forward-unpinned", "forward:signer-unknown", forward(paris, original), "houston", ("paris",)),
        _read("forward-changed", "forward:signature-bad", forward(paris, original[:-5] + bytes([original[-5] ^ 1]) + original[-4:]), "houston", both),
        _read("forward-unsigned", "forward:signature-missing", forward(paris, b"\xcb\x06b\x00\x00\x00\x00\x00"), "houston", both),
        _read("receipt-ok", "ok", back("receipt", paris, **receipt), "washington", ("paris",), known=known),
        _read("receipt-unknown", "about-unknown", back("receipt", paris, **receipt), "washington", ("paris",), known={}),
        _read("receipt-version", "about-differs", back("receipt", paris, **receipt | {"about": about | {"digest": HEX}}), "washington", ("paris",), known=known),
        _read("receipt-stranger", "about-stranger", back("receipt", mallory, **receipt), "washington", ("mallory",), known=known),
        _read("receipt-no-reason", "manifest-schema", back("receipt", paris, **receipt | {"outcome": "refused"}), "washington", ("paris",)),
        _read("receipt-refused", "ok", back("receipt", paris, **receipt | {"outcome": "refused", "reason": "blob-root"}), "washington", ("paris",), known=known),
        _read("recall-ok", "ok", sent(other("recall", us, paris.certificate, **recall), us, paris.certificate), known=known),
        _read("recall-stranger", "about-stranger", back("recall", mallory, **recall), "washington", ("mallory",), known=known),
        _read("draft-ok", "ok", sent(mine, us, us.certificate), "washington"),
        _read("draft-to-two", "manifest-schema", sent(mine | {"recipients": recipients(paris.certificate)}, us, paris.certificate)),
    ]  # fmt: skip


def _slips(keys: dict[str, KeyFile]) -> Made:
    us, paris = keys["washington"], keys["paris"]
    about = {"id": "01" * 16, "digest": HEX, "sender": us.certificate.fingerprint}
    receipt = other(
        "receipt", paris, us.certificate, about=about, outcome="opened", reason="", logHead={"number": 7, "digest": HEX}
    )
    bare = written(receipt, slip=True).octets
    full = octets_of(dispatch(us, paris.certificate))
    plain = canonical.written(dispatch(us, paris.certificate) | {"format": "bartholdi-sealing", "version": 1, "padding": ""})

    def one(name: str, expected: str, octets: bytes, by: str) -> dict[str, Any]:
        return vector(name, f"{name}: section 7, slip.", "slip", expected, {"slip": b64(octets), "pinned": [by]})

    return [
        one("slip-ok", "ok", inner(bare, paris), "paris"),
        one("slip-stranger", "signer-unknown", inner(bare, paris), "washington"),
        one("slip-dispatch", "slip-kind", inner(plain, us), "washington"),
        one("slip-padded", "manifest-padding", inner(full, us), "washington"),
        one("slip-sender", "sender-differs", inner(bare, us), "washington"),
        _manifest("slip-manifest-ok", "A receipt without padding.", "ok", bare, "slip-manifest"),
        vector(
            "slip-large",
            "More than 64 KiB.",
            "slip",
            "envelope-size",
            {"slip": {"repeat": b64(b"\xc4"), "times": 65_537}, "pinned": []},
        ),
    ]
