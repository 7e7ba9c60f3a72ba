"""The commands behind run.py: what each is called, what it takes, and where its work is done."""

import argparse

from tools import environment, gates, suite
from tools.ready import ready


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="run.py", description="The commands of the project.")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    demo = commands.add_parser("demo", help="build and serve the demonstration office on this machine")
    demo.add_argument("--check", action="store_true", help="ask each address once as each demonstration person, then stop")
    demo.add_argument("--reset", action="store_true", help="forget what was changed and start over")
    demo.add_argument("--port", type=int, default=8000, help="the first port to try (8000)")
    demo.add_argument(
        "--size", default="small", choices=["none", "small", "office", "surge"], help="how large the calls are that it plays"
    )
    demo.add_argument(
        "--data", default="", metavar="FOLDER", help="play them with the real abstracts and publication lists in this folder"
    )
    test = commands.add_parser("test", help="static checks, then every test on SQLite and PostgreSQL, then the journeys")
    test.add_argument("--long", action="store_true", help="add what takes long (under 45 minutes)")
    commands.add_parser("check", help="the static checks only")
    commands.add_parser("fix", help="format the code and mend what a tool can mend")
    commands.add_parser("docs", help="write the generated pages of docs/")
    commands.add_parser("bench", help="run the benchmarks")
    commands.add_parser("pictures", help="take the screenshots of docs/pictures/")
    env = commands.add_parser("env", help="install what a command needs, then stop")
    env.add_argument("set", nargs="?", choices=["demo", "test"], default="test")
    return top


def main(arguments: list[str]) -> int:
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command not in {"test", "bench", "pictures"}:
        parser().error("unknown argument: " + " ".join(rest))
    match options.command:
        case "demo":
            ready("demo")
            switches = ["--check"] * options.check + ["--reset"] * options.reset
            switches += ["--size", options.size, *(["--data", options.data] if options.data else [])]
            return environment.become("-m", "bartholdi.cli", "demo", "--port", str(options.port), *switches)
        case "test":
            return suite.everything(rest, long=options.long)
        case "check":
            ready("test")
            return gates.check()
        case "fix":
            ready("test")
            return gates.fix()
        case "docs":
            ready("test")
            return environment.python("-m", "tools.docs")
        case "bench" | "pictures":
            ready("test")
            folder = {"bench": "benchmarks", "pictures": "tools.pictures"}[options.command]
            return environment.python("-m", folder, *rest)
        case _:
            ready(options.set)
            return 0
