"""Path data is short, and goes where the curve goes."""

import math
import re

from bartholdi.faces.ui.curves import constant, joined, lace, line, number, ring, trace


def test_numbers_are_written_as_short_as_they_can_be() -> None:
    written = [number(value) for value in (0, -0.01, 0.5, -0.5, 10, 10.04, 10.06, -3.25, 100.0)]
    assert written == ["0", "0", ".5", "-.5", "10", "10", "10.1", "-3.2", "100"]


def test_numbers_are_parted_only_where_they_would_run_together() -> None:
    assert joined([1, 2, -3, 0.5, 0.5, 4, 0.5]) == "1 2-3 .5.5 4 .5"


def test_a_straight_line_is_traced_exactly() -> None:
    assert trace(lambda t: (t, 2 * t), 0, 9, 2) == "M0 0c1.5 3 3 6 4.5 9s3 6 4.5 9"


def test_a_traced_path_ends_where_its_curve_ends() -> None:
    data = trace(lambda t: (100 + 80 * math.sin(t), 100 - 80 * math.cos(t)), 0, 5, 40)
    start, *pieces = re.findall(r"[Mcs][^Mcs]*", data)
    x, y = (float(value) for value in re.findall(r"-?\d*\.?\d+", start))
    for piece in pieces:
        *_, dx, dy = (float(value) for value in re.findall(r"-?(?:\d+\.\d+|\d+|\.\d+)", piece))
        x, y = x + dx, y + dy
    assert (round(x, 1), round(y, 1)) == (round(100 + 80 * math.sin(5), 1), round(100 - 80 * math.cos(5), 1))


def test_rings_and_lines() -> None:
    assert ring(10, 10, 5) == "M5 10a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
    assert line([(0, 0), (3, 4)]) == "M0 0L3 4"


def test_a_lace_whose_numbers_share_a_factor_is_drawn_once() -> None:
    wide, narrow = constant(10), constant(20)
    double = lace(wide, narrow, waves=14, strands=4, centre=(0, 0))
    assert double == lace(wide, narrow, waves=7, strands=2, centre=(0, 0))
