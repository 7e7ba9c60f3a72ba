"""What the journal says of the acts on mailboxes, certificates and dispatches."""

from django.utils.functional import Promise

ACTS: dict[str, str | Promise] = {}
