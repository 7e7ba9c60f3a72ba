"""The gallery shows every part: each partial of the folder, each chart, each kind of emblem."""

import pytest
from django.test import Client

from bartholdi.faces.ui import charts
from bartholdi.faces.ui.gallery_drawings import EMBLEMS, every_chart


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_chart_and_emblem_is_shown_in_both_languages(client: Client, language: str) -> None:
    page = client.get(f"/{language}/ui/").content.decode()
    assert page.count('<figure class="chart"') == len(every_chart())
    assert all(name in page for _kind, name in EMBLEMS)
    assert page.count("chart-empty") == 1


def test_no_kind_of_chart_is_forgotten() -> None:
    drawn = {name for name in charts.__all__ if name.islower()}
    assert drawn == {"bars", "grouped", "histogram", "lines", "ranking", "share", "timeline"}
    assert len(every_chart()) == len(drawn) + 2  # grouped is shown stacked too, and one has no figures
