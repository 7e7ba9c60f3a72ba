"""One settings file: every value that differs between places comes from the environment (docs/guides/operator.md)."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from bartholdi import environment as env
from bartholdi.faces.ui.dispatches.policy import worker_headers

# Where we are -------------------------------------------------------------------------------------------------------

MODE = env.text("BARTHOLDI_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise env.Misconfigured(f"BARTHOLDI_MODE must be production, demo or test, not {MODE!r}.")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"

PACKAGE = Path(__file__).resolve().parent
DATA = Path(env.text("BARTHOLDI_DATA", "var/data")).resolve()

DEBUG = False
SECRET_KEY = "only-for-tests" if MODE == "test" else env.secret("BARTHOLDI_SECRET_KEY")
SITE_URL = env.text("BARTHOLDI_URL", "" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
if not SITE_URL:
    raise env.Misconfigured("BARTHOLDI_URL is missing: set it to the public address, such as https://science.example.org.")
ALLOWED_HOSTS = env.words("BARTHOLDI_HOSTS", "" if PRODUCTION else "127.0.0.1 localhost testserver")
if not ALLOWED_HOSTS:
    raise env.Misconfigured("BARTHOLDI_HOSTS is missing: set it to the host names that this office answers to.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Parts --------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "bartholdi.faces.ui",  # first: its templates win over those of the libraries
    "bartholdi.faces.website",
    "bartholdi.faces.portal",
    "bartholdi.faces.desk",
    "bartholdi.office.awards",
    "bartholdi.office.decisions",
    "bartholdi.office.applications",
    "bartholdi.office.reviews",
    "bartholdi.office.agreements",
    "bartholdi.office.dispatches",
    "bartholdi.office.programmes",
    "bartholdi.office.questionnaires",
    "bartholdi.office.directory",
    "bartholdi.office.accounts",
    "bartholdi.office.notices",
    "bartholdi.office.journal",
    "bartholdi.office.lib",
    *([] if PRODUCTION else ["bartholdi.demo"]),
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.orcid",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widgets' templates, which our renderer draws with
]

MIDDLEWARE = [
    "bartholdi.faces.ui.arrival.stamped",  # first: a deadline looks at when the request arrived
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "bartholdi.faces.ui.middleware.readable",
    "bartholdi.faces.ui.middleware.too_large",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bartholdi.faces.portal.activity.seen",
    "bartholdi.faces.portal.staff_mfa.second_step_for_staff",
    "bartholdi.faces.ui.middleware.refused",
    "bartholdi.faces.website.cms_door.cms_door",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "bartholdi.urls"
WSGI_APPLICATION = "bartholdi.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bartholdi.faces.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "bartholdi.faces.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "bartholdi.faces.ui.errors.csrf_failure"

# Stores -------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{DATA / 'bartholdi.sqlite3'}"))}
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if MODE == "test" and not SQLITE:
    DATABASES["default"]["OPTIONS"] = {}  # a pool would keep the test database from being dropped

CACHES = {
    "default": {
        # Counted attempts (rate limits) must be seen by every process: one process may keep them in memory, several may not.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache"
        if PRODUCTION
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "bartholdi_cache",
    }
}

S3_BUCKET = env.text("BARTHOLDI_S3_BUCKET")


def _files(folder: str) -> dict[str, Any]:
    if S3_BUCKET:
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": S3_BUCKET,
                "location": folder,
                "endpoint_url": env.text("BARTHOLDI_S3_ENDPOINT") or None,
                "region_name": env.text("BARTHOLDI_S3_REGION") or None,
                "access_key": env.secret("BARTHOLDI_S3_ACCESS_KEY"),
                "secret_key": env.secret("BARTHOLDI_S3_SECRET_KEY"),
                "default_acl": "private",
                "file_overwrite": False,
            },
        }
    public = folder == "public"
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage" if public else "bartholdi.office.lib.stored.PrivateFolder",
        "OPTIONS": {"location": DATA / folder, "file_permissions_mode": 0o600},
    }


STORAGES = {
    "default": _files("public"),  # pictures of published pages
    "private": _files("private"),  # people's papers: only ever sent by their owner's page
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("BARTHOLDI_STATIC", str(DATA / "static")))
MEDIA_URL = "/media/"
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_ADD_HEADERS_FUNCTION = worker_headers
WHITENOISE_AUTOREFRESH = MODE == "test"

FILE_LIMIT = env.number("BARTHOLDI_FILE_LIMIT_MB", default=20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # typed text; files are limited by FILE_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CLAMD = env.text("BARTHOLDI_CLAMD")  # host:port or a socket's path; empty: no antivirus

# People -------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["bartholdi.office.accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "/"
STAFF_MFA_REQUIRED = env.flag("BARTHOLDI_STAFF_MFA", default=PRODUCTION)

ACCOUNT_ADAPTER = "bartholdi.faces.portal.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "bartholdi.faces.portal.sign_up.SignUpFields"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail may be slow
ACCOUNT_LOGIN_TIMEOUT = 30 * 60  # the code, then the second step
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 8
# Tries per minute, hour or day, per network address, typed address (key) or account: docs/decisions/0006-one-door.md
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "request_login_code": "30/10m/ip,5/10m/key",
    "signup": "10/10m/ip",
    "confirm_email": "5/10m/key",
    "reset_password": "20/10m/ip,5/10m/key",
    "manage_email": "20/10m/user",
    "change_password": "10/10m/user",
}
ACCOUNT_FORMS = {
    "login": "bartholdi.faces.portal.forms.doors.SignIn",
    "signup": "bartholdi.faces.portal.forms.doors.SignUp",
    "add_email": "bartholdi.faces.portal.forms.doors.AddAddress",
    "change_password": "bartholdi.faces.portal.forms.doors.ChangePassword",
    "set_password": "bartholdi.faces.portal.forms.doors.SetPassword",
    "reset_password": "bartholdi.faces.portal.forms.doors.ResetPassword",
    "reset_password_from_key": "bartholdi.faces.portal.forms.doors.NewPassword",
    "reauthenticate": "bartholdi.faces.portal.forms.doors.ConfirmByPassword",
    "confirm_login_code": "bartholdi.faces.portal.forms.doors.SignInCode",
    "confirm_email_verification_code": "bartholdi.faces.portal.forms.doors.AddressCode",
    "confirm_password_reset_code": "bartholdi.faces.portal.forms.doors.PasswordCode",
}
MFA_ADAPTER = "bartholdi.faces.portal.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "bartholdi.faces.portal.forms.doors.SecondStep",
    "reauthenticate": "bartholdi.faces.portal.forms.doors.ConfirmBySecondStep",
    "activate_totp": "bartholdi.faces.portal.forms.doors.AddApp",
    "deactivate_totp": "bartholdi.faces.portal.forms.doors.RemoveApp",
    "login_webauthn": "bartholdi.faces.portal.forms.doors.SignInByPasskey",
    "authenticate_webauthn": "bartholdi.faces.portal.forms.doors.SecondStepByPasskey",
    "reauthenticate_webauthn": "bartholdi.faces.portal.forms.doors.ConfirmByPasskey",
    "add_webauthn": "bartholdi.faces.portal.forms.doors.AddPasskey",
    "edit_webauthn": "bartholdi.faces.portal.forms.doors.RenamePasskey",
    "generate_recovery_codes": "bartholdi.faces.portal.forms.doors.NewRecoveryCodes",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Bartholdi"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ by half a minute
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "bartholdi.faces.portal.adapter.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = env.providers()
SOCIALACCOUNT_FORMS = {
    "signup": "bartholdi.faces.portal.forms.doors.SignUpThroughProvider",
    "disconnect": "bartholdi.faces.portal.forms.doors.Disconnect",
}
# An account is joined to a provider's by an address that both have proved, never by one merely typed.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
USERSESSIONS_TRACK_ACTIVITY = False  # faces/portal/activity.py does, with one write in five minutes

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
BEHIND_PROXY = env.flag("BARTHOLDI_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # limits count the visitor's address, not the proxy's
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SITE_URL.startswith("https://") else 0
SECURE_SSL_REDIRECT = PRODUCTION and SITE_URL.startswith("https://")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editors' preview frames our own pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}

# Words and time -----------------------------------------------------------------------------------------------------

USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "UTC"
OFFICE_ZONE = env.text("BARTHOLDI_ZONE", "America/New_York")  # the clock shown to whoever has not chosen one
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Letters and work in the background ---------------------------------------------------------------------------------

MAIL_URL = env.text("BARTHOLDI_MAIL_URL")
if PRODUCTION and not MAIL_URL:
    raise env.Misconfigured(
        "BARTHOLDI_MAIL_URL is missing: set it to your mail server, such as smtp+starttls://user:password@host:587."
    )
EMAIL_TIMEOUT = 15
vars().update(env.mail(MAIL_URL) if MAIL_URL else {})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("BARTHOLDI_SENDER", "Bartholdi <office@bartholdi.example>")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Website ------------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Bartholdi"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = list(LANGUAGES)
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # one place for both: the person's account
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_MODEL = "website.Picture"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = FILE_LIMIT
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"pypdf": {"level": "ERROR"}},  # people's files are damaged in many ways; we say it to them, not to the log
    "root": {"handlers": ["console"], "level": env.text("BARTHOLDI_LOG", "WARNING" if DEMO else "INFO")},
}
