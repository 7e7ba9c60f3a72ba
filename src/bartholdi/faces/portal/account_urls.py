"""Sign-in and one's own account: allauth's views under its names and our words."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from bartholdi.faces.portal.in_one_act import in_one_act
from bartholdi.faces.portal.views import account as own
from bartholdi.faces.portal.views import merge, second_step, sessions, sign_in

doors = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/again/", account.login, name="account_request_login_code"),  # after a code has ended
    path("sign-in/code/", sign_in.by_code, name="account_confirm_login_code"),
    path("sign-in/password/", sign_in.by_password, name="account_login_by_password"),
    path("sign-in/start-over/", sign_in.start_over, name="account_start_over"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-up/", account.signup, name="account_signup"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/code/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/forgotten/new/", account.complete_password_reset, name="account_complete_password_reset"),
    path("password/forgotten/done/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/second-step/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
rooms = [
    path("addresses/", account.email, name="account_email"),
    path("addresses/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("two-factor/", mfa.index, name="mfa_index"),
    path("two-factor/app/add/", second_step.add_app, name="mfa_activate_totp"),
    path("two-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("two-factor/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("two-factor/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("two-factor/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("two-factor/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("two-factor/passkeys/add/", second_step.add_passkey, name="mfa_add_webauthn"),
    path("two-factor/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("two-factor/passkeys/<int:pk>/rename/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
ours = [
    path("", own.overview, name="account_overview"),
    path("profile/", own.profile, name="account_profile"),
    path("sessions/", sessions.show, name="account_sessions"),
    path("sessions/others/end/", sessions.end_others, name="account_end_other_sessions"),
    path("sessions/<int:pk>/end/", sessions.end, name="account_end_session"),
    path("merge/", merge.ask, name="account_merge"),
    path("merge/code/", merge.enter_code, name="account_merge_code"),
    path("merge/confirm/", merge.confirm, name="account_merge_confirm"),
]
urlpatterns = [*in_one_act([*doors, *rooms]), *ours]
