"""Each tool of the gates, with our settings, catches a planted fault: one run of each tool on a small tree full of faults."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.running import ROOT
from tests.house.test_shape import HEAD, plant

BIN = Path(sys.executable).parent
OFFICE = "src/bartholdi/office"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty project with our settings of the tools."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(tree: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    arguments = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(arguments, cwd=tree, env=os.environ | variables, capture_output=True, text=True, check=False)


def test_import_linter_holds_every_floor(tree: Path) -> None:
    """One forbidden import per contract, and one app, face and core that were given no floor."""
    modules = {
        "office/journal/models.py": "from bartholdi.faces.ui import forms\n",
        "office/lib/policy.py": "from bartholdi.office.journal import models\n",
        "office/events/models.py": "from bartholdi.office.programmes import models\n",
        "office/programmes/models.py": "",
        "office/accounts/workflow.py": "from bartholdi.office.accounts import services\n",
        "office/accounts/services.py": "",
        "office/novelty/models.py": "",
        "faces/desk/views.py": "from bartholdi.faces.portal import views\n",
        "faces/portal/views.py": "",
        "faces/ui/forms.py": "",
        "cores/formspec/check.py": "import django.db\n",
        "cores/matching/affinity.py": "from bartholdi.cores.formspec import check\n",
    }
    plant(tree / "src" / "bartholdi", {name: HEAD + text for name, text in modules.items()})
    for folder in [path for path in (tree / "src" / "bartholdi").rglob("*") if path.is_dir()]:
        (folder / "__init__.py").touch()
    (tree / "src" / "bartholdi" / "__init__.py").touch()
    result = run(tree, "lint-imports", "--no-cache", "--no-logo", PYTHONPATH=str(tree / "src"))
    said = re.sub(r"\s+", " ", result.stdout)
    kept = re.findall(r"^(.+) KEPT$", result.stdout, re.MULTILINE)
    expected = [
        "bartholdi.office is not allowed to import bartholdi.faces",
        "bartholdi.office.lib is not allowed to import bartholdi.office.journal",
        "bartholdi.office.events is not allowed to import bartholdi.office.programmes",
        "bartholdi.office.accounts.workflow is not allowed to import bartholdi.office.accounts.services",
        "bartholdi.faces.desk is not allowed to import bartholdi.faces.portal",
        "bartholdi.cores.matching is not allowed to import bartholdi.cores.formspec",
        "bartholdi.cores is not allowed to import django",
        "novelty",
    ]
    assert (result.returncode, kept, [sentence for sentence in expected if sentence not in said]) == (1, [], [])


def test_ruff_bans_http_and_signals_outside_the_faces(tree: Path) -> None:
    banned = (
        HEAD
        + "from django.contrib import messages\nfrom django.db.models.signals import post_save\nfrom django.http import Http404\n"
        + "from django.shortcuts import render\n\nUSED = (messages, post_save, Http404, render)\n\n\ndef late() -> None:\n    import json\n\n    json.loads('1')\n"
    )
    plant(
        tree, {f"{OFFICE}/awards/services.py": banned, "src/bartholdi/faces/desk/views/awards.py": banned.partition("\n\ndef")[0]}
    )
    result = run(tree, "ruff", "check", "--no-cache", "--output-format", "json", ".")
    found = [
        (Path(fault["filename"]).relative_to(tree).as_posix(), fault["location"]["row"], fault["code"])
        for fault in json.loads(result.stdout)
    ]
    services = f"{OFFICE}/awards/services.py"
    assert sorted(found) == [
        (services, 2, "TID251"),
        (services, 3, "TID251"),
        (services, 4, "TID251"),
        (services, 5, "TID251"),
        (services, 11, "PLC0415"),
    ]


def test_ruff_finds_what_is_not_formatted(tree: Path) -> None:
    plant(tree, {"src/bartholdi/a.py": HEAD + "x = { 'a':1 }\n", "src/bartholdi/b.py": HEAD + "\nx = 1\n"})
    result = run(tree, "ruff", "format", "--no-cache", "--check", ".")
    assert (result.returncode, "1 file would be reformatted" in result.stdout) == (1, True)


def test_mypy_is_strict(tmp_path: Path) -> None:
    """In the project itself, so that the plugin reads our settings and the types kept from the last run are used."""
    planted = tmp_path / "planted.py"
    planted.write_text(HEAD + "def untyped(x):\n    return x\n\n\ndef wrong() -> int:\n    return 'a'\n")
    result = run(ROOT, "mypy", "--no-error-summary", str(planted))
    codes = [(line.split(":")[1], line.rsplit("[")[-1].rstrip("]")) for line in result.stdout.splitlines()]
    assert codes == [("2", "no-untyped-def"), ("7", "return-value")]


def test_djlint_reads_the_templates(tree: Path) -> None:
    plant(
        tree,
        {
            "src/a.html": '{# A sentence. #}\n<p><a href="/x" class="">x</p>\n<img src="x.png">\n',
            "src/b.html": "{# A sentence. #}\n<p>x</p>\n",
        },
    )
    result = run(tree, "djlint", "src", "--lint", "--quiet")
    assert (result.returncode, sorted(set(re.findall(r"\b[HTDJN]\d{3}\b", result.stdout)))) == (
        1,
        ["H013", "H025", "H026"],
    )


def test_typos_reads_english_and_leaves_french_alone(tree: Path) -> None:
    wrong = "te" + "h"
    plant(
        tree,
        {
            "src/a.py": f'"""Say {wrong} word."""\n',
            "src/b.py": 'NAMES = {"fr": "raisons"}\n',
            "src/c.toml": '[en]\na = "x"\n[fr]\na = """\nraisons\n"""\n',
            "locale/fr/x.md": "une raisons\n",  # typos: off
        },
    )
    result = run(tree, "typos", "--format", "brief")
    assert (result.returncode, result.stdout.count("error:"), f"`{wrong}`" in result.stdout) == (2, 1, True)


def test_a_model_without_its_migration_is_caught(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("static", "__pycache__"))
    with (tmp_path / OFFICE / "journal" / "models.py").open("a") as models:
        models.write("\n\nclass Planted(models.Model):\n    pass\n")
    check = ("python", "-m", "bartholdi.manage", "makemigrations", "--check", "--dry-run", "--skip-checks", "journal")
    result = run(tmp_path, *check, PYTHONPATH=str(tmp_path / "src"))
    assert (result.returncode, "Create model Planted" in result.stdout) == (1, True)
