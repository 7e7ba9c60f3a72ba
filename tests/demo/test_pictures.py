"""The pictures of the stories: well formed, self-contained, small, and the same each time."""

import math
import re
from xml.etree import ElementTree as ET

import pytest

from bartholdi.demo.pictures import PICTURES
from bartholdi.faces.ui.pictures import INK, PAPER, TINT, VERDIGRIS, dots, patch, picture, polygon, stroke

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("slug", PICTURES)
def test_a_picture_is_whole_by_itself(slug: str) -> None:
    drawn = PICTURES[slug]()
    root = ET.fromstring(drawn)
    assert (root.attrib["viewBox"], root.attrib["width"], root.attrib["height"]) == ("0 0 1600 900", "1600", "900")
    assert {element.tag for element in root.iter()} == {f"{SVG}svg", f"{SVG}title", f"{SVG}path"}
    assert set(re.findall(r"#[0-9a-f]{6}", drawn)) <= {PAPER, INK, VERDIGRIS, TINT}
    assert not re.search(r"style|href|nan|inf|j", drawn.split("</title>")[1])
    assert len(drawn.encode()) < 60_000
    assert drawn == PICTURES[slug]()


def test_the_pictures_differ() -> None:
    assert len({draw() for draw in PICTURES.values()}) == len(PICTURES) == 7


def test_a_tiny_picture_is_drawn_wholly() -> None:
    parts = (
        stroke("M0 0h9", faint=0.5),
        patch(polygon([(0, 0), (4, 0), (4, math.pi)])),
        dots([(1, 2)], size=3),
    )
    assert picture("<Tiny>", *parts) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900"'
        ' fill="none" stroke-linecap="round" stroke-linejoin="round"><title>&lt;Tiny&gt;</title>'
        '<path fill="#faf8f3" d="M0 0h1600v900h-1600z"/>'
        '<path fill="none" stroke="#14213a" stroke-width="2" opacity=".5" d="M0 0h9"/>'
        '<path fill="#dcebe6" d="M0 0L4 0L4 3.1z"/>'
        '<path stroke="#14213a" stroke-width="3" d="M1 2h.1"/></svg>\n'
    )
