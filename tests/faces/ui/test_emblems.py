"""Emblems are the same for the same name, small, well formed, and safe whatever the name."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.faces.ui import emblems
from bartholdi.faces.ui.emblems import emblem, favicon, field, mark
from bartholdi.faces.ui.management.commands import draw_mark

KINDS = ("programme", "event", "portrait", "mission", "mark")
NAMES = ("Chateaubriand", "FADEx", "Transatlantic Research Partnership", "Make Our Planet Great Again", "Élodie Ñ", "")
HOSTILE = "\"><script>alert(1)</script>&'"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [16, 48, 96, 200])
def test_an_emblem_is_small_and_well_formed_and_has_no_style(name: str, kind: str, size: int) -> None:
    drawn = emblem(name, kind=kind, size=size)
    root = ET.fromstring(drawn)
    assert (root.attrib["width"], root.attrib["height"], root.attrib["aria-hidden"]) == (str(size), str(size), "true")
    assert "style" not in drawn
    assert len(drawn) < (12_000 if size >= 64 else 5_000)


def test_an_emblem_is_the_same_in_another_process() -> None:
    code = "from bartholdi.faces.ui.emblems import emblem; print(emblem('Chateaubriand', kind='event', size=96))"
    elsewhere = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == emblem("Chateaubriand", kind="event", size=96)


def test_different_names_and_kinds_give_different_emblems() -> None:
    drawn = {emblem(f"name {i}", kind=kind) for i in range(50) for kind in ("programme", "event", "portrait")}
    assert len(drawn) == 150


def test_case_and_outer_blanks_of_a_name_do_not_matter() -> None:
    assert emblem(" FADEX ") == emblem("fadex")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Develop bilateral cooperation", "Développer la coopération bilatérale"),
        ("Facilitate mobility", "Faciliter la mobilité"),
        ("Support innovation", "Soutenir l’innovation"),
        ("Promote scientific communities", "Animer les communautés scientifiques"),
    ],
)
def test_a_mission_has_the_same_emblem_in_both_languages(one: str, other: str) -> None:
    assert emblem(one, kind="mission") == emblem(other, kind="mission")


def test_the_four_missions_are_told_apart() -> None:
    assert len({emblem(name, kind="mission") for name in ("cooperation", "mobility", "innovation", "communities")}) == 4


def test_a_label_names_the_picture_and_is_escaped() -> None:
    root = ET.fromstring(emblem("x", label=HOSTILE))
    title = root[0].text
    assert (root.attrib["role"], root.attrib["aria-label"], title) == ("img", HOSTILE, HOSTILE)
    assert "<script" not in emblem(HOSTILE, kind=HOSTILE, label=HOSTILE)


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=60), label=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30))
def test_any_name_gives_an_emblem(name: str, label: str) -> None:
    assert ET.fromstring(emblem(name, kind="event", label=label)).tag == "svg"


@pytest.mark.parametrize("name", NAMES)
def test_a_field_is_as_wide_as_asked(name: str) -> None:
    root = ET.fromstring(field(name, 900, 180))
    assert root.attrib["viewBox"] == "0 0 900 180"
    assert len(field(name)) < 13_000


def test_the_mark_is_solid_only_when_it_is_small() -> None:
    assert ["emblem-solid" in mark(size=size) for size in (16, 24, 32, 64, 200)] == [True, True, True, True, False]


def test_the_file_of_the_mark_is_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed = draw_mark.FILE.read_text(encoding="utf-8")
    monkeypatch.setattr(draw_mark, "FILE", tmp_path / "mark.svg")
    call_command("draw_mark", verbosity=0)
    assert (tmp_path / "mark.svg").read_text(encoding="utf-8") == committed == favicon()


def test_the_dice_do_not_hang_on_the_seed_of_the_process() -> None:
    assert emblems.chance("Chateaubriand", "programme").random() == emblems.chance("Chateaubriand", "programme").random()
