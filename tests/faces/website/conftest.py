"""A planted website for the tests of this face."""

import pytest
from wagtail.models import Page

from tests.faces.website.planting import plant


@pytest.fixture
def planted(db: None) -> dict[tuple[str, str], Page]:
    return plant()
