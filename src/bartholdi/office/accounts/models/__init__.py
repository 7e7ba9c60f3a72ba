"""The nouns of the accounts: people who can sign in, and their own papers."""

from bartholdi.office.accounts.models.document import Document
from bartholdi.office.accounts.models.user import User

__all__ = ["Document", "User"]
