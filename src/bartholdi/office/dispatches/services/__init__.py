"""The acts on mailboxes, certificates and dispatches: one noun a file."""
