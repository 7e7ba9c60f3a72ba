"""allauth's forms in our words: signing in and up, addresses, passwords, second steps."""

import struct
from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.portal.adapter import SIGN_IN
from bartholdi.faces.ui.forms import NotTooLong, SafeText
from bartholdi.office.accounts import queries, services

ADDRESS = _("E-mail address")
LABELS: dict[str, Any] = {
    "email": ADDRESS,
    "login": ADDRESS,
    "code": _("Code"),
    "password": _("Password"),
    "oldpassword": _("Your current password"),
    "password1": _("New password"),
    "password2": _("The same password again"),
    "name": _("Name of this passkey"),
    "passwordless": _("Sign in with this passkey alone"),
}
HINTS: dict[str, Any] = {
    "email": "",
    "password": "",
    "oldpassword": "",
    "password1": _("At least 12 characters. Four or five words are easier to remember than signs."),
    "passwordless": _("Your device then asks for your finger, your face or its PIN."),
}


class OurWords:
    """No placeholder, our labels and hints."""

    fields: dict[str, forms.Field]
    labels: Mapping[str, Any] = {}
    hints: Mapping[str, Any] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name) or LABELS.get(name, field.label)
            field.help_text = self.hints.get(name) or HINTS.get(name, field.help_text)
            if isinstance(field, forms.EmailField):
                field.validators = [*(v for v in field.validators if not isinstance(v, MaxLengthValidator)), NotTooLong(254)]
                field.max_length = 254
            if name == "code":
                field.widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


class Ours(SafeText, OurWords):
    """In this order: the sentences about a field name it by its label."""


class SignIn(Ours, account.LoginForm):
    """The address only: a code goes there."""


class SignInByPassword(Ours, account.LoginForm):
    """The second door; allauth would leave the password out, because sign-up does not ask for one."""

    def _setup_password_field(self) -> None:
        """Keeps the field."""


class SignUp(Ours, account.SignupForm):
    labels = {"name": _("Your name")}
    hints = {"email": _("We send a code there.")}

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        if self.account_already_exists:
            services.pretend_sign_up()
        return super().try_save(request)


class SignUpThroughProvider(Ours, social.SignupForm):
    labels = {"name": _("Your name")}
    hints = {"email": _("We send a code there.")}


class Disconnect(Ours, social.DisconnectForm):
    def clean(self) -> dict[str, Any]:
        """allauth would ask for a password first; here a code by e-mail opens every account that has an address."""
        if not queries.addresses(self.request.user).filter(verified=True).exists():
            raise forms.ValidationError(_("Add an address first: without one you could not sign in any more."))
        return self.cleaned_data


class AddAddress(Ours, account.AddEmailForm):
    labels = {"email": _("Another e-mail address of yours")}
    hints = {"email": _("We send a code there.")}


class ChangePassword(Ours, account.ChangePasswordForm):
    pass


class SetPassword(Ours, account.SetPasswordForm):
    pass


class ResetPassword(Ours, account.ResetPasswordForm):
    pass


class NewPassword(Ours, account.ResetPasswordKeyForm):
    pass


class ConfirmByPassword(Ours, account.ReauthenticateForm):
    pass


class SignInCode(Ours, account.ConfirmLoginCodeForm):
    pass


class AddressCode(Ours, account.ConfirmEmailVerificationCodeForm):
    pass


class PasswordCode(Ours, account.ConfirmPasswordResetCodeForm):
    pass


class SecondStep(Ours, mfa.AuthenticateForm):
    labels = {"code": _("Code of your app, or a recovery code")}

    def _emit_authentication_failed(self, authenticator: Any) -> None:
        super()._emit_authentication_failed(authenticator)
        services.record_failed_sign_in(self.user, by=SIGN_IN, method=authenticator.type)


class ConfirmBySecondStep(Ours, mfa.ReauthenticateForm):
    labels = {"code": _("Code of your app, or a recovery code")}


class AddApp(Ours, totp.ActivateTOTPForm):
    labels = {"code": _("The six digits that your app shows")}


class RemoveApp(Ours, totp.DeactivateTOTPForm):
    pass


class FromDevice(forms.Form):
    """What a device signed comes as JSON; over some crafted ones the libraries fail instead of refusing them."""

    CRAFTED = (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except self.CRAFTED:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AddPasskey(FromDevice, Ours, webauthn.AddWebAuthnForm):
    pass


class SignInByPasskey(FromDevice, webauthn.LoginWebAuthnForm):
    pass


class SecondStepByPasskey(FromDevice, webauthn.AuthenticateWebAuthnForm):
    pass


class ConfirmByPasskey(FromDevice, webauthn.ReauthenticateWebAuthnForm):
    pass


class RenamePasskey(Ours, webauthn.EditWebAuthnForm):
    pass


class NewRecoveryCodes(Ours, recovery.GenerateRecoveryCodesForm):
    pass
