"""Each check of shape.py catches a planted fault, and only the fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import purity, shape
from tools import unmarked

Check = Callable[[Path], list[str]]
HEAD = '"""A sentence."""\n'

# the check, what is planted where, and the whole of what the check says
PLANTED: list[tuple[Check, dict[str, str], list[str]]] = [
    (shape.long_files, {"src/bartholdi/long.py": HEAD + "x = 1\n" * 500, "tools/fits.py": HEAD + "x = 1\n" * 499}, ["src/bartholdi/long.py: 501 lines"]),
    (
        purity.long_functions,
        {
            "src/bartholdi/faces/desk/views/a.py": HEAD + "def view():\n" + "    x = 1\n" * 25 + "def good():\n" + "    x = 1\n" * 24,
            "src/bartholdi/office/b.py": HEAD + "def long():\n" + "    x = 1\n" * 50 + "def fits():\n" + "    x = 1\n" * 49,
        },
        ["src/bartholdi/faces/desk/views/a.py:2 view: 26 lines", "src/bartholdi/office/b.py:2 long: 51 lines"],
    ),
    (
        purity.impure_cores,
        {
            "src/bartholdi/cores/formspec/a.py": HEAD + "import json\nimport random\nfrom time import sleep\nday = date.today()\nprint(day)\n",
            "src/bartholdi/office/b.py": HEAD + "import random\nprint(1)\n",
        },
        [f"src/bartholdi/cores/formspec/a.py:{what}" for what in ("3 imports random", "4 imports time", "5 calls today", "6 calls print")],
    ),
    (
        purity.ciphers_elsewhere,
        {
            "src/bartholdi/cores/sealing/a.py": HEAD + "from cryptography import x509\n",
            "src/bartholdi/office/b.py": HEAD + "from cryptography.hazmat import primitives\nimport hashlib\n",
        },
        ["src/bartholdi/office/b.py:2 cryptography"],
    ),
    (
        shape.headless_files,
        {
            "src/bartholdi/bare.py": "x = 1\n",
            "src/bartholdi/said.py": HEAD,
            "src/bartholdi/__init__.py": "",
            "src/bartholdi/bare.css": "a { color: red }\n",
            "src/bartholdi/said.js": "// A sentence.\n",
        },
        ["src/bartholdi/bare.css", "src/bartholdi/bare.py"],
    ),
    (shape.drawers, {"src/bartholdi/office/utils/lists.py": HEAD, "tools/helpers.py": HEAD}, ["src/bartholdi/office/utils", "tools/helpers.py"]),
    (
        shape.state_setters,
        {
            "src/bartholdi/office/lib/workflow.py": HEAD + "subject.state = 1\n",
            "src/bartholdi/office/awards/services.py": HEAD + "award.state = 1\nsetattr(award, 'state', 1)\nawards.update(state=1)\nstate = 1\n",
        },
        [f"src/bartholdi/office/awards/services.py:{line}" for line in (2, 3, 4)],
    ),
    (
        shape.request_takers,
        {
            "src/bartholdi/office/awards/services.py": HEAD + "def accept(award, *, request): ...\n",
            "src/bartholdi/faces/desk/views.py": HEAD + "def home(request): ...\n",
        },
        ["src/bartholdi/office/awards/services.py:2"],
    ),
    (
        shape.inline_code,
        {
            "src/bartholdi/page.html": (
                '<script src="x.js"></script>\n<script>go()</script>\n<style>a{}</style>\n<p style="x">\n<p onclick="go()">\n'
                '<script type="application/ld+json">{}</script>\n{# <style> #}\n'
            )
        },
        [f"src/bartholdi/page.html:{line}" for line in (2, 3, 4, 5)],
    ),
    (
        shape.half_letters,
        {
            "src/bartholdi/office/awards/letters/offer/subject.en.txt": "An award",
            "src/bartholdi/office/awards/letters/offer/subject.fr.txt": " ",
            "src/bartholdi/office/awards/letters/offer/body.en.txt": "Dear you",
        },
        [f"src/bartholdi/office/awards/letters/offer/{part}.fr.txt" for part in ("subject", "body")],
    ),
    (
        shape.dead_links,
        {"docs/a.md": "[b](b.md#part) [c](gone/c.md) [d](https://example.org/d) [up](../README.md)", "docs/b.md": "x", "README.md": "[a](docs/a.md)"},
        ["docs/a.md: gone/c.md"],
    ),
    (
        shape.strangers,
        {"tests/office/awards/test_a.py": HEAD, "src/bartholdi/office/awards/models.py": HEAD, "tests/office/gone/test_b.py": HEAD},
        ["office/gone"],
    ),
    (
        unmarked.faults,
        {
            "faces/page.html": '{% load i18n %}\n<p>{% translate "Good" %} {{ name }}</p>\n<p>Bad words</p>\n<img alt="Bad too" src="x">\n<code>ls all</code>\n{% block body_class %}wide{% endblock %} PDF\n',
            "office/services.py": HEAD + 'raise Refused("No.")\nraise Refused(gettext("No."))\nField(label="Name")\nField(label=_("Name"))\n',
        },
        [
            "faces/page.html:3: not marked for translation: “Bad words”",
            "faces/page.html:4: not marked for translation: “Bad too”",
            "office/services.py:2: not marked for translation: “'No.'”",
            "office/services.py:4: not marked for translation: “'Name'”",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "files", "said"), PLANTED, ids=[f"{check.__module__}.{check.__name__}" for check, _files, _said in PLANTED]
)
def test_a_planted_fault_is_caught(check: Check, files: dict[str, str], said: list[str], tmp_path: Path) -> None:
    plant(tmp_path, files)
    assert check(tmp_path) == said


def test_a_trace_of_a_machine_is_caught(tmp_path: Path) -> None:
    home, index = "/home" + "/ada/x", "https://pypi" + ".org/simple"
    plant(tmp_path, {"a.md": f"see {home}\n", "b.txt": f"--index-url {index}\n", "c.md": "see docs/house.md\n"})
    assert shape.traces(tmp_path, ["a.md", "b.txt", "c.md"]) == ["a.md: " + home[:7], "b.txt: pypi" + ".org"]


def plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
