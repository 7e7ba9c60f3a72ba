"""What the tests of sign-in need: counters of limits at zero."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def counters_at_zero() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
