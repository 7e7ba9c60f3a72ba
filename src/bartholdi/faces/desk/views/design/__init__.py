"""The designer: the outline of a draft, the sheets of its questions and pages, and what publishing it would do."""
