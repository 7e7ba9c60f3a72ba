"""The acts on reviewers, seats and conflicts."""
