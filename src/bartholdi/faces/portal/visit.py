"""A request behind the door of the portal: for the type checker, because every page there has somebody signed in."""

from django.http import HttpRequest

from bartholdi.office.accounts.models import User


class Visit(HttpRequest):
    user: User
