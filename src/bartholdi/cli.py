"""The command `bartholdi`: what an operator types. Each command imports only what it needs."""

import argparse
import os
import sys

from bartholdi.environment import Misconfigured

SEALING = {  # need neither settings nor an office
    "seal": "seal a dispatch to certificates; `bartholdi seal --help` says more, as of those below",
    "open": "open a sealed dispatch",
    "keygen": "make a key for sealed dispatches",
    "certificate": "show, renew or revoke a certificate",
    "receipt": "sign that a dispatch was opened",
    "verify": "check a receipt, or the outside of a dispatch",
    "words": "the words by which two people compare certificates",
    "frames": "show a certificate or a receipt as pictures, and read them back",
    "recover": "unlock a recovery key with its holders' words",
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="bartholdi", description="The open platform of a science and technology office.")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")

    demo = commands.add_parser("demo", help="build and serve the demonstration office on this machine")
    demo.add_argument("--port", type=int, default=8000, help="the first port to try (8000)")
    demo.add_argument("--reset", action="store_true", help="forget what was changed and start over")
    demo.add_argument("--check", action="store_true", help="ask each address once as each demonstration person, then stop")
    demo.add_argument("--build", action="store_true", help="build it, without serving it")
    demo.add_argument(
        "--size", default="small", choices=["none", "small", "office", "surge"], help="how large the calls are that it plays"
    )
    demo.add_argument(
        "--data", default="", metavar="FOLDER", help="play them with the real abstracts and publication lists in this folder"
    )
    demo.add_argument("--database", default="", metavar="FILE", help="begin with a copy of this migrated SQLite database")

    serve = commands.add_parser("serve", help="run the production server; on SQLite the background work too")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    serve.add_argument("--processes", type=int, default=2, help="processes (2)")
    serve.add_argument("--threads", type=int, default=8, help="threads in each process (8)")

    commands.add_parser("worker", help="do the background work; with PostgreSQL, beside `serve`")
    commands.add_parser("migrate", help="bring the database and the static files up to date")
    commands.add_parser("check", help="say what is missing in this installation, and how to mend it")

    appoint = commands.add_parser("appoint", help="give a role to an account, for the first administrator")
    appoint.add_argument("address", help="the e-mail address of the account")
    appoint.add_argument("role", help="officer, director, auditor, editor or administrator")

    institutions = commands.add_parser("load-institutions", help="fill the directory of organisations")
    institutions.add_argument(
        "file", nargs="?", default="", help="the registry's dump, .json or .zip (without: some 300 that come with Bartholdi)"
    )

    commands.add_parser(
        "receive", help="take in an e-mail with a sealed dispatch or a receipt, from standard input: for a mail server’s pipe"
    )

    journal = commands.add_parser("verify-journal", help="read the whole journal again and report what was altered")
    journal.add_argument("--head", default="", metavar="NUMBER:DIGEST", help="a head noted earlier, which must still be there")
    commands.add_parser(
        "match", help="the judging core on files: fit, assign, calibrate, select, meet; `bartholdi match --help` says more"
    )
    for name, what in SEALING.items():
        commands.add_parser(name, help=what)
    return top


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["match"]:  # needs neither settings nor an office
        from bartholdi.running import match

        return match.main(arguments[1:])
    if arguments and arguments[0] in SEALING:
        from bartholdi.running import seal

        return seal.main(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bartholdi.settings")
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except Misconfigured as error:
        print(f"bartholdi: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "demo":
            from bartholdi.running import demonstration

            asked = {name: getattr(options, name) for name in ("port", "reset", "check", "build", "database")}
            return demonstration.run(**asked, played=demonstration.Played(options.size, options.data))
        case "serve":
            from bartholdi.running import server

            server.serve(options.host, options.port, processes=options.processes, threads=options.threads)
            return 0
        case "worker":
            from bartholdi.running import server

            server.work()
            return 0
        case "migrate":
            from bartholdi.running import building

            building.everything()
            return 0
        case "check":
            from bartholdi.running import readiness

            return readiness.report()
        case "appoint":
            from bartholdi.running import appointment

            return appointment.appoint(options.address, options.role)
        case "load-institutions":
            from bartholdi.running import institutions

            return institutions.load(options.file)
        case "receive":
            from bartholdi.running import receiving

            return receiving.receive(sys.stdin.buffer)
        case _:
            from bartholdi.running import journal

            return journal.report(options.head)


if __name__ == "__main__":
    sys.exit(main())
