"""Measurements: each module prints one table; none is part of the tests."""
