"""`bartholdi seal`, `open` and their kin on files: a whole exchange, and what is refused without leaving anything behind."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bartholdi.cli import SEALING, main
from bartholdi.cores.sealing import certificates, frames, parcel
from bartholdi.cores.sealing.keys import unlocked
from bartholdi.running import seal
from tests.cores.sealing.test_plain import by_another_tool, files_of, text_of

GUIDES = Path(__file__).resolve().parents[3] / "docs" / "guides"
WORDS = ("--passphrase-file", "words.txt")


@pytest.fixture(scope="module")
def ceremony(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of two posts, made by the command."""
    folder = tmp_path_factory.mktemp("ceremony")
    (folder / "words.txt").write_text("six words that nobody would guess\n")
    for post in ("washington", "paris"):
        assert main(["keygen", post, "-o", str(folder / post), "--passphrase-file", str(folder / "words.txt")]) == 0
    return folder


@pytest.fixture
def post(ceremony: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in ceremony.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "note.txt").write_text("Signed today.\n")
    (tmp_path / "memorandum.pdf").write_bytes(os.urandom(1_100_000))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(*arguments: str) -> int:
    try:
        return main(list(arguments))
    except SystemExit as stop:
        return int(stop.code or 0)


def sealed(*more: str) -> int:
    return command(
        "seal", "memorandum.pdf", "--key", "washington.key", *WORDS, "--to", "paris.cert", "--subject", "Memorandum", "--text", "note.txt",
        "-o", "w.dispatch", *more,
    )  # fmt: skip


def opened(into: str = "in", *more: str) -> int:
    return command("open", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.cert", "--into", into, *more)


def test_a_memorandum_goes_to_paris_and_the_receipt_comes_back(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (sealed("--urgency", "immediate"), opened("in", "--seen", "seen.json")) == (0, 0)
    assert {each.name: oct(each.stat().st_mode & 0o777) for each in (post / "in").iterdir()} == dict.fromkeys(
        ("dispatch.json", "text.txt", "memorandum.pdf"), "0o600"
    )
    assert (post / "in/memorandum.pdf").read_bytes() == (post / "memorandum.pdf").read_bytes()
    assert json.loads((post / "in/dispatch.json").read_text())["urgency"] == "immediate"
    assert command("receipt", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.cert", "-o", "receipt") == 0
    assert command("verify", "receipt", "--from", "paris.cert", "--about", "w.dispatch", "--key", "washington.key", *WORDS) == 0
    assert "outcome: opened" in capsys.readouterr().out
    assert (opened("twice", "--seen", "seen.json"), opened("again", "--seen", "seen.json", "--again")) == (1, 0)
    assert "You have opened it before. [already-opened]" in capsys.readouterr().err


def test_a_receipt_says_opened_only_of_what_holds_with_its_attachments(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sealed() == 0
    whole = bytearray((post / "w.dispatch").read_bytes())
    envelope = parcel.members(io.BytesIO(bytes(whole)), len(whole))[0]
    (post / "alone.pgp").write_bytes(whole[envelope.at : envelope.at + envelope.size])
    whole[-2_000] ^= 1
    (post / "changed.dispatch").write_bytes(whole)
    receipt = ("--key", "paris.key", *WORDS, "--from", "washington.cert", "-o", "receipt")
    for name, code in (("changed.dispatch", "blob-root"), ("alone.pgp", "blob-missing")):
        assert (command("receipt", name, *receipt), (post / "receipt").exists()) == (1, False)
        assert f"[{code}] Nothing was written." in capsys.readouterr().err
    assert command("receipt", "changed.dispatch", "--refused", "blob-root", *receipt) == 0
    assert "outcome: refused" in capsys.readouterr().out


@pytest.mark.long
@pytest.mark.parametrize("guide", ["sealing.md", "fr/sealing.md"])
def test_the_commands_of_the_guide_do_what_it_says(guide: str, post: Path) -> None:
    text = (GUIDES / guide).read_text("utf-8")
    commands = [shlex.split(line)[1:] for line in re.findall(r"^bartholdi .*$", text, re.MULTILINE) if "--help" not in line]
    (post / "texte.txt").write_text("Signé ce jour.\n")
    (post / "text.txt").write_text("Signed today.\n")
    for name in post.glob("washington*"):
        name.unlink()
    asking = {"keygen", "seal", "open", "receipt", "certificate", "recover"}
    for each in commands:
        words = WORDS if each[0] in asking or "--key" in each else ()
        assert (each, command(*each, *words)) == (each, 0)
    assert len(commands) == 12


def test_a_dispatch_leaves_as_one_plain_message_that_another_tool_opens(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sealed() == 0
    asked = ("open", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.cert")
    assert command(*asked, "--export-plain", "w.pgp", "--seen", "seen.json") == 0
    own = unlocked((post / "paris.key").read_bytes(), "six words that nobody would guess")
    parsed = by_another_tool((post / "w.pgp").read_bytes(), own, own)
    assert files_of(parsed)["memorandum.pdf"] == (post / "memorandum.pdf").read_bytes()
    assert "Signed today." in text_of(parsed)
    assert oct((post / "w.pgp").stat().st_mode & 0o777) == "0o600"
    assert command(*asked, "--export-plain", "w.pgp") == 2
    assert command(*asked) == 2
    assert command(*asked, "--into", "in", "--to", "paris.cert") == 2
    assert command(*asked, "--into", "in", "--export-plain", "two.pgp", "--to", "washington.cert") == 0
    assert (post / "in/memorandum.pdf").exists()
    assert "Say where to: --into FOLDER, --export-plain FILE, or both" in capsys.readouterr().err


def test_what_is_too_large_for_a_plain_message_or_was_changed_leaves_nothing(
    post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (post / "memorandum.pdf").write_bytes(bytes(18_750_001))
    assert sealed() == 0
    before = sorted(each.name for each in post.iterdir())
    asked = (
        "open",
        "w.dispatch",
        "--key",
        "paris.key",
        *WORDS,
        "--from",
        "washington.cert",
        "--export-plain",
        "w.pgp",
        "--into",
        "in",
    )
    assert command(*asked) == 1
    assert "Carry or send it as a .dispatch file. [plain-size] Nothing was written." in capsys.readouterr().err
    with (post / "w.dispatch").open("r+b") as file:
        file.seek(900_000)
        file.write(b"changed")
    assert command(*asked[:-4], "--export-plain", "w.pgp") == 1
    assert sorted(each.name for each in post.iterdir()) == before


def test_a_certificate_and_a_receipt_go_as_pictures_and_come_back_from_what_was_scanned(
    post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sealed() == 0
    assert command("receipt", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.cert", "-o", "w.receipt") == 0
    for name in ("paris.cert", "w.receipt"):
        octets = (post / name).read_bytes()
        assert command("frames", name, "-o", f"{name}-pictures") == 0
        pictures = sorted((post / f"{name}-pictures").iterdir())
        assert (len(pictures), pictures[0].name, pictures[0].read_bytes()[:8]) == (
            -(-len(octets) // 400),
            "001.png",
            b"\x89PNG\r\n\x1a\n",
        )
        lines = frames.written(octets)
        (post / "some.txt").write_text("\r\n".join(lines[1:]) + "\n")
        (post / "all.txt").write_text("\n\n".join([lines[2], *reversed(lines)]))
        assert (
            command("frames", "--read", "some.txt", "-o", f"{name}.back"),
            command("frames", "--read", "all.txt", "-o", f"{name}.back"),
        ) == (1, 0)
        assert (post / f"{name}.back").read_bytes() == octets
    said = capsys.readouterr().err
    assert (said.count("Not there: 1."), said.count("[frames-missing] Nothing was written.")) == (2, 2)
    assert (command("frames", "paris.key", "-o", "secret"), (post / "secret").exists()) == (1, False)
    assert command("frames", "-o", "nothing") == 2


def test_both_see_the_same_words(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [command("words", *pair) for pair in (("washington.cert", "paris.cert"), ("paris.cert", "washington.cert"))] == [0, 0]
    first, _picture, second, _again = capsys.readouterr().out.splitlines()
    assert (first, len(first.removeprefix("words: ").split())) == (second, 16)


def test_a_changed_attachment_leaves_nothing_on_the_disk(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sealed() == 0
    before = sorted(each.name for each in post.iterdir())
    with (post / "w.dispatch").open("r+b") as file:
        file.seek(900_000)
        file.write(b"changed")
    assert (opened(), sorted(each.name for each in post.iterdir())) == (1, before)
    assert "[blob-root] Nothing was written." in capsys.readouterr().err


def test_a_process_that_is_killed_in_mid_open_leaves_no_plaintext(post: Path) -> None:
    """By the one signal that nobody can catch: what had been opened so far never had a name."""
    with (post / "memorandum.pdf").open("wb") as file:
        file.truncate(400_000_000)
    assert sealed() == 0
    (post / "memorandum.pdf").unlink()
    asked = ["open", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.cert", "--into", "in"]
    running = subprocess.Popen([sys.executable, "-c", f"import sys; from bartholdi.cli import main; sys.exit(main({asked}))"])
    while not (post / ".in.part").exists():
        assert running.poll() is None
        time.sleep(0.001)
    time.sleep(0.05)
    running.kill()
    assert (running.wait(), list((post / ".in.part").iterdir()), (post / "in").exists()) == (-signal.SIGKILL, [], False)


def test_a_full_disk_leaves_nothing_half_written(post: Path) -> None:
    assert sealed() == 0
    before = sorted(each.name for each in post.iterdir())
    asked = ["open", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.cert", "--into", "in"]
    code = f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (500_000,) * 2); from bartholdi.cli import main; sys.exit(main({asked}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (said.returncode, "File too large" in said.stderr, sorted(each.name for each in post.iterdir())) == (2, True, before)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--open-by", "tomorrow"), "--open-by: write the instant as"),
        (("--reference", "12"), "--reference: write the identity"),
        (("--caption", "a\nb"), "--caption: one line"),
    ],
)
def test_what_cannot_be_sealed_is_said_by_the_name_of_its_option(
    asked: tuple[str, ...], said: str, post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (sealed(*asked), (post / "w.dispatch").exists()) == (2, False)
    assert said in capsys.readouterr().err


def test_a_file_whose_name_cannot_be_saved_everywhere_is_named(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (post / "nul.txt").write_text("x")
    to = ("--to", "paris.cert", "--subject", "Memorandum", "-o", "w.dispatch")
    assert command("seal", "nul.txt", "--key", "washington.key", *WORDS, *to) == 2
    assert "nul.txt: a file of this name cannot be saved everywhere. Rename it" in capsys.readouterr().err


def test_nothing_is_overwritten(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (sealed(), sealed(), opened(), opened()) == (0, 2, 0, 2)
    assert command("keygen", "x", "-o", "paris", *WORDS) == 2
    assert capsys.readouterr().err.count("is there already. Choose another name, or move it away.") == 3


def test_a_wrong_passphrase_a_stranger_and_a_revoked_certificate_are_refused(
    post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sealed() == 0
    (post / "wrong.txt").write_text("other words\n")
    assert (
        command(
            "open",
            "w.dispatch",
            "--key",
            "paris.key",
            "--passphrase-file",
            "wrong.txt",
            "--from",
            "washington.cert",
            "--into",
            "in",
        )
        == 1
    )
    assert command("open", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "paris.cert", "--into", "in") == 1
    assert (
        command(
            "open", "w.dispatch", "--key", "paris.key", *WORDS, "--from", "washington.compromised.cert", "--into", "in", "--json"
        )
        == 1
    )
    said = capsys.readouterr()
    assert [code in said.err for code in ("[passphrase-wrong]", "[signer-unknown]", "[signer-revoked]")] == [True] * 3
    assert '{"verdict": "signer-revoked"' in said.out
    assert not (post / "in").exists()


@pytest.mark.long
def test_a_certificate_is_renewed_and_old_mail_still_opens(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sealed() == 0
    assert command("certificate", "--key", "paris.key", *WORDS, "--rotate", "90", "-o", "paris-2") == 0
    assert command("certificate", "paris-2.cert") == 0
    assert command("certificate", "paris.superseded.cert") == 1
    assert command("open", "w.dispatch", "--key", "paris-2.key", *WORDS, "--from", "washington.cert", "--into", "in") == 0
    assert "The certificate is revoked. [certificate-revoked]" in capsys.readouterr().out


def test_keygen_writes_both_revocations_and_says_when_to_publish_each(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("keygen", "Rome", "-o", "rome", *WORDS) == 0
    said, read, far = capsys.readouterr().out, {}, 2**32
    for name in ("rome.cert", "rome.superseded.cert", "rome.compromised.cert"):
        primary = certificates.parsed((post / name).read_bytes()).primary
        read[name] = [primary.revoked(certificates.REVOKED, at) for at in (0, far)]
    assert read == {
        "rome.cert": [False, False], "rome.superseded.cert": [False, True], "rome.compromised.cert": [True, True],
    }  # fmt: skip
    assert "publish rome.superseded.cert when: the key is no longer used" in said
    assert "publish rome.compromised.cert when: somebody else may have the key" in said


def test_two_of_three_holders_recover_a_key(post: Path) -> None:
    assert command("keygen", "recovery", "-o", "recovery", "--recovery", "2/3") == 0
    assert (
        command("recover", "recovery.holder-1.txt", "recovery.holder-3.txt", "--key", "recovery.key", *WORDS, "-o", "new.key")
        == 0
    )
    assert command("recover", "recovery.holder-2.txt", "--key", "recovery.key", *WORDS, "-o", "newer.key") == 1
    assert not (post / "newer.key").exists()


def test_names_that_would_steer_a_terminal_are_shown_harmless(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("verify", "\x1b[2Jno.dispatch") == 2
    assert command("certificate", "note.txt") == 1
    assert "\x1b" not in capsys.readouterr().err


def test_the_commands_need_no_office() -> None:
    code = "import sys; from bartholdi.cli import main\ntry: main(['verify', '--help'])\nexcept SystemExit: pass\nprint('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "False"
    assert list(SEALING) == list(seal.COMMANDS)
