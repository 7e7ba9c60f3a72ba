"""The judging core: marks made comparable, awards chosen, reviewers and meetings assigned. Plain arrays in, plain data out."""
