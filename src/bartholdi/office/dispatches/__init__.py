"""Sealed dispatches: mailboxes and who holds them, certificates and their log, what travels and how far it got. No secret is ever here."""
