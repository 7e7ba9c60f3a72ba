"""Why an application may be found not eligible: a list, so that reasons can be counted, and are told in both languages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    PERSON = "person", _("The applicant does not meet the conditions of the call")
    CAREER = "career", _("The time since the doctorate is outside the limits of the call")
    NATIONALITY = "nationality", _("The call is not open to this nationality")
    PROJECT = "project", _("The project is outside the subject of the call")
    PARTNER = "partner", _("A partner on one side is missing, or may not take part")
    AGAIN = "again", _("The same team, or a past laureate, may not apply again yet")
    PAPERS = "papers", _("A required document or letter is missing")
    DOUBLE = "double", _("The same project was submitted twice")
    INSTITUTION = "institution", _("The institution is not invited to this call")
    OTHER = "other", _("Another reason, told below")
