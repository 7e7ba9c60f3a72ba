"""Whole stories in a real browser, on a served demonstration office."""
