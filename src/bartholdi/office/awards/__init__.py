"""Awards: what a laureate is offered, answers to, and is paid in instalments."""
