"""Who judges applications, and who must not: the pool of reviewers, their seats on panels, conflicts of interest."""
