"""Days of the calls that are played: one that closes “at noon” is still open whenever the demonstration is built."""

from datetime import UTC, date, datetime

import pytest

from bartholdi.demo.plays.calling import opening
from bartholdi.demo.plays.stages import PLAYS, Stage
from bartholdi.office.programmes.shipped import shipped

TODAY = date(2026, 11, 26)
(CLOSING,) = [each for each in PLAYS if each.stage == Stage.CLOSING]


@pytest.mark.parametrize(
    ("now", "later"),
    [
        (datetime(2026, 11, 26, 14, tzinfo=UTC), 0),  # nine in the morning in Washington
        (datetime(2026, 11, 26, 17, tzinfo=UTC), 1),  # noon
        (datetime(2026, 11, 26, 22, tzinfo=UTC), 1),
    ],
)
def test_what_closes_at_noon_closes_at_the_next_noon(now: datetime, later: int) -> None:
    blueprint = shipped()[CLOSING.blueprint]
    assert (TODAY - opening(CLOSING, blueprint, TODAY, now)).days + later == blueprint.call.closes.days


def test_what_closed_earlier_closed_on_its_day() -> None:
    play = PLAYS[-1]
    blueprint = shipped()[play.blueprint]
    assert (TODAY - opening(play, blueprint, TODAY, datetime.now(UTC))).days == play.closed + blueprint.call.closes.days
