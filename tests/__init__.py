"""Tests of Bartholdi; the folders mirror src/bartholdi."""
