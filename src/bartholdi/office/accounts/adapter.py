"""Joins allauth to the house: its mails become notices."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Helper C completes this."""
