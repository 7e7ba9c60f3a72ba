"""`bartholdi match …`: the judging core on files, without an office; needs the extra `match` and nothing else.

A subcommand is a module with `HELP`, `EXAMPLE`, `arguments(parser)` and `run(options)`: one line in COMMANDS adds it.
"""

import argparse
import importlib
import sys

from bartholdi.running.match.reading import Faulty

COMMANDS = ("calibrate", "select", "meet")
NEEDED = {"numpy", "scipy", "ortools", "onnxruntime", "tokenizers", "snowballstemmer"}


def main(arguments: list[str]) -> int:
    """0: done; 1: the data allow no answer; 2: a file or an option is wrong; 130: interrupted."""
    try:
        options = parser().parse_args(arguments)
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


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="bartholdi match", description="Marks made comparable, laureates chosen, meetings arranged: from files to files."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    for name in COMMANDS:
        module = importlib.import_module(f"bartholdi.running.match.{name}")
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP[0].upper() + module.HELP[1:] + ".",
            epilog=module.EXAMPLE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(command)
        command.add_argument(
            "-o", "--output", default="", metavar="FILE", help="write there, .csv or .json (else CSV to the screen)"
        )
        command.add_argument("--json", action="store_true", help="JSON to the screen instead of CSV")
        command.set_defaults(run=module.run)
    return top
