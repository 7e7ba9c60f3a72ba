"""People who can sign in."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts import roles
from bartholdi.office.lib.searching import Searchable, matching


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def staff(self) -> UserQuerySet:
        return self.filter(groups__name__in=roles.STAFF).distinct()

    def case_readers(self) -> UserQuerySet:
        """For `roles.reads_cases`, asked of many at once."""
        return self.filter(groups__name__in=roles.CASE_READERS).distinct()

    def search(self, query: str) -> UserQuerySet:
        return self.filter(matching(query))

    def visible_to(self, user: Any) -> UserQuerySet:
        """Staff see everybody who has an account; everybody else sees themselves."""
        return self.all() if user.is_staff else self.filter(pk=user.pk)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: Any) -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def create_user(self, email: str, password: str | None = None, **columns: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **columns)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **columns: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **columns)


class User(Searchable, AbstractBaseUser, PermissionsMixin):
    """One name as the person writes it: no first and last, which many names in the world do not have."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")

    journal_secret = ("password",)
    MERGED = "accounts.invalid"  # the domain of the address that a merged account is left with
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    email = models.EmailField(
        _("e-mail address"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("There is an account with this address already.")},
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, choices=Language, default=Language.ENGLISH)
    zone = models.CharField(_("time zone"), max_length=64, default="America/New_York")
    is_active = models.BooleanField(_("can sign in"), default=True)
    date_joined = models.DateTimeField(_("account made"), default=timezone.now)

    objects = UserManager()

    class Meta:
        ordering = ["name", "email"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="accounts_user_email_in_lower_case",
                violation_error_message=_("An address is kept in lower case."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        self.email = self.email.lower()

    def searched(self) -> tuple[str, ...]:
        return (self.name, self.email)

    @property
    def journal_key(self) -> str:
        return f"accounts.user:{self.pk}"

    @cached_property
    def roles(self) -> frozenset[str]:
        """Read once per request."""
        return frozenset(self.groups.values_list("name", flat=True)) & roles.ALL if self.pk else frozenset()

    def forget_roles(self) -> None:
        """After a change, the next question reads them again."""
        self.__dict__.pop("roles", None)

    @property
    def is_merged(self) -> bool:
        return self.email.endswith(f"@{self.MERGED}")

    @property
    def is_staff(self) -> bool:
        return self.is_superuser or bool(self.roles & roles.STAFF)

    @property
    def is_publisher(self) -> bool:
        return self.is_superuser or bool(self.roles & roles.PUBLISHERS)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
