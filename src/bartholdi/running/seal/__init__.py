"""`bartholdi seal`, `open` and their kin: sealed dispatches on files, without an office or a network; needs the extra `seal` and nothing else.

A command is a module with `EXAMPLE`, `arguments(parser)` and `run(options)`: one line in COMMANDS adds it.
"""

import argparse
import importlib
import signal
import sys

from bartholdi.running.seal.writing import Faulty, refusals

COMMANDS = {
    "seal": "seal a text and files to the certificates of those who may read them",
    "open": "open a sealed dispatch into a new folder, when everything about it holds",
    "keygen": "make a key: the locked key file, its certificate, and two revocations to keep apart",
    "certificate": "show a certificate; renew the key that is sealed to; revoke",
    "receipt": "sign that a dispatch was opened, or refused and why",
    "verify": "check a receipt against the dispatch it is about; or the outside of a dispatch, without a key",
    "words": "the sixteen words that two people compare to know each other's certificates",
    "frames": "show a certificate or a receipt as QR pictures; put together what was scanned",
    "recover": "unlock a recovery key with the word lists of its holders",
}
NEEDED = {"cryptography", "pysequoia", "segno", "shamir_mnemonic"}


def main(arguments: list[str]) -> int:
    """0: done; 1: refused, with the reason; 2: a file or an option is wrong; 130: interrupted."""
    name = arguments[0]
    for stop in (signal.SIGTERM, signal.SIGHUP):  # as Ctrl-C: what is half done is taken away
        signal.signal(stop, signal.default_int_handler)
    try:
        options = parser(name).parse_args(arguments[1:])
        with refusals(name, json=options.json):
            return int(options.run(options))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in NEEDED:
            raise
        print(f"bartholdi {name}: {error.name} is not installed. Run: pip install 'bartholdi[seal]'", file=sys.stderr)
    except (Faulty, OSError) as error:
        print(f"bartholdi {name}: {_plain(str(error))}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"bartholdi {name}: interrupted; nothing was written.", file=sys.stderr)
        return 130
    return 2


def parser(name: str) -> argparse.ArgumentParser:
    """Of one command: only its own libraries are loaded."""
    module = importlib.import_module(f"bartholdi.running.seal.{name}")
    told = COMMANDS[name]
    command = argparse.ArgumentParser(
        prog=f"bartholdi {name}",
        description=told[0].upper() + told[1:] + ".",
        epilog=module.EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.arguments(command)
    command.add_argument("--json", action="store_true", help="what was found as JSON to the screen")
    command.set_defaults(run=module.run)
    return command


def _plain(text: str) -> str:
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text)
