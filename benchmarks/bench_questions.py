"""Time to draw a page of 20 and of 60 questions with full answers, as HTML, and to read it back: no database, no network."""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.bench_formspec import questions, said

ROUNDS = 20 if "--quick" in sys.argv else 100
LIMITS = {(20, "draw and render"): 15.0}  # milliseconds of processor, median


def main() -> int:
    import os

    os.environ.setdefault("BARTHOLDI_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bartholdi.settings")
    import django

    django.setup()
    print(f"## Questions (kinds in turn, each with an answer, Python {sys.version.split()[0]}, {ROUNDS} rounds)\n")
    print("| questions | what | median, ms of processor | 19 of 20 under | asked |")
    print("|--:|---|--:|--:|--:|")
    slow = [f"{count} {name}" for count in (20, 60) for name, work in works(count).items() if not measured(count, name, work)]
    print(f"\n{'All is as fast as asked.' if not slow else 'Slower than asked: ' + ', '.join(slow) + '.'}")
    return 0


def works(count: int) -> dict[str, Callable[[], object]]:
    from django.http import QueryDict
    from django.template.loader import get_template

    from bartholdi.cores.formspec import parse
    from bartholdi.faces.ui.questions import draw, read
    from tests.faces.ui.questions.submitting import submitted

    data, answers = page_of(count)
    spec = parse(data)
    template = get_template("ui/questions/page.html")

    def drawn(language: str = "fr") -> str:
        return template.render({"page": draw(spec, "page", answers, language=language, look_up_url="/look-up/")})

    post = QueryDict(submitted(drawn()))
    return {
        "draw": lambda: draw(spec, "page", answers, language="fr"),
        "draw and render": drawn,
        "read": lambda: read(spec, "page", post, before=answers),
    }


def page_of(count: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """One page of so many questions; the table has ten rows of three columns."""
    kinds = questions()
    fields, answers = [], {}
    for index in range(count):
        kind, options, answer = kinds[index % len(kinds)]
        key = f"q{index}"
        fields.append(
            {
                "key": key,
                "kind": kind,
                "label": said(f"Question {key}"),
                "help": said("Why it is asked. " * 5),
                "options": options,
            }
        )
        if answer is not None:
            answers[key] = answer
    return {"format": 1, "sections": [{"key": "page", "title": said("Page"), "fields": fields}]}, answers


def measured(count: int, name: str, work: Callable[[], object]) -> bool:
    work()
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time_ns()
        work()
        spent.append((time.process_time_ns() - began) / 1e6)
    median, limit = statistics.median(spent), LIMITS.get((count, name))
    print(
        f"| {count} | {name} | {median:.1f} | {sorted(spent)[int(ROUNDS * 0.95) - 1]:.1f} | {f'{limit:.0f}' if limit else ''} |"
    )
    return limit is None or median <= limit


if __name__ == "__main__":
    sys.exit(main())
