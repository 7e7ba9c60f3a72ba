"""Every pair of colours that the style sheets put together is legible, in light and in dark."""

import re
from itertools import product
from pathlib import Path

import pytest

from bartholdi.faces import ui

CSS = Path(ui.__file__).parent / "static" / "ui" / "css"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: {"light": light, "dark": dark} for name, light, dark in TOKEN.findall((CSS / "tokens.css").read_text())}

GROUNDS = ("paper", "raised", "sunken")
PALES = ("verdigris-pale", "copper-pale", "red-pale", "gold-pale", "blue-pale")
TEXTS = ("ink", "muted", "verdigris", "verdigris-strong", "copper", "red", "gold", "blue")

READ = [
    *product(TEXTS, GROUNDS),
    *product(["ink", "muted"], PALES),
    ("verdigris", "verdigris-pale"),
    ("verdigris-strong", "verdigris-pale"),
    ("copper", "copper-pale"),
    ("red", "red-pale"),
    ("gold", "gold-pale"),
    ("blue", "blue-pale"),
    ("on-verdigris", "verdigris"),
    ("on-verdigris", "verdigris-strong"),
    ("on-red", "red"),
    ("paper", "ink"),
]
SEEN = [
    *product(["edge", "verdigris", "blue", "focus"], GROUNDS),
    *product(["focus"], PALES),
    ("red", "raised"),
    ("verdigris", "verdigris-pale"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def short_of(pairs: list[tuple[str, str]], least: float, scheme: str) -> dict[str, float]:
    found = {f"{front} on {back}": contrast(TOKENS[front][scheme], TOKENS[back][scheme]) for front, back in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


def test_contrast_is_computed_as_wcag_does() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_read_has_a_contrast_of_4_5(scheme: str) -> None:
    assert short_of(READ, 4.5, scheme) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_pressed_or_drawn_has_a_contrast_of_3(scheme: str) -> None:
    assert short_of(SEEN, 3, scheme) == {}


def test_no_colour_stands_outside_the_tokens() -> None:
    """A colour that is not a token is in no test."""
    strays = {
        f"{sheet.name}: {colour}"
        for sheet in CSS.glob("*.css")
        if sheet.name != "tokens.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])|rgba?\([^)]*\)|hsla?\([^)]*\)", sheet.read_text())
    }
    assert strays == set()
