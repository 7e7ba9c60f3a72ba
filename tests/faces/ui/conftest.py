"""The two posts that the pages of dispatches are tried with."""

from tests.office.dispatches.two import paris, washington  # noqa: F401  fixtures of this folder
