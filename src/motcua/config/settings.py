"""All settings, read once from the environment. What staff change is data with a history, not a setting."""

from typing import Any

from csp.constants import NONE, SELF

from motcua.config import environment

MOTCUA_HOME = environment.folder("MOTCUA_HOME", "./var")
MOTCUA_ENGINE = environment.text("MOTCUA_ENGINE", "polars")
MOTCUA_ORIGIN = environment.text("MOTCUA_ORIGIN", "motcua.localhost")  # the name that signs the ledger's checkpoints
MOTCUA_SIGNING_SERVICE = environment.text("MOTCUA_SIGNING_SERVICE", "motcua.foundation.signing.public.FileKeys")
MOTCUA_SIGNING_PASSWORD = environment.text("MOTCUA_SIGNING_PASSWORD", "")  # of the files in keys/signing
MOTCUA_PUBLIC_ADDRESS = environment.text("MOTCUA_PUBLIC_ADDRESS", "http://localhost:8000").rstrip("/")
MOTCUA_SMS_GATEWAY = environment.text("MOTCUA_SMS_GATEWAY", "")
MOTCUA_ZALO_GATEWAY = environment.text("MOTCUA_ZALO_GATEWAY", "")
MOTCUA_GATEWAY_TOKEN = environment.text("MOTCUA_GATEWAY_TOKEN", "")
MOTCUA_OIDC = environment.providers("MOTCUA_OIDC")  # providers by which citizens and businesses may sign in
EMAIL_HOST = environment.text("MOTCUA_MAIL_HOST", "")
EMAIL_PORT = environment.number("MOTCUA_MAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("MOTCUA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("MOTCUA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("MOTCUA_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("MOTCUA_MAIL_FROM", "motcua@localhost")
MOTCUA_LARGEST_FILE = environment.number("MOTCUA_LARGEST_FILE", 0)  # megabytes; 0 as the program's dated limits say
DEMO_MARK = MOTCUA_HOME / "DEMO"  # written by `motcua demo` into a home that it made itself
MOTCUA_DEMO = DEMO_MARK.is_file()
MOTCUA_DEMO_STANDS_AT = DEMO_MARK.read_text(encoding="ascii").strip() if MOTCUA_DEMO else ""

SECRET_KEY = environment.secret("MOTCUA_SECRET_KEY", MOTCUA_HOME / "keys" / "secret")
DEBUG = False
ALLOWED_HOSTS = environment.words("MOTCUA_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("MOTCUA_TRUSTED_ORIGINS")
HTTPS = environment.flag("MOTCUA_HTTPS", default=False)
MOTCUA_PROXIES = environment.number("MOTCUA_PROXIES", 0)  # proxies of our own that stand before the server
CSRF_FAILURE_VIEW = "motcua.sites.look.pages.form_expired"

INSTALLED_APPS = [
    # What has pages comes first: where two have a template or a translation of one name, the first is taken.
    "motcua.sites.look",
    "motcua.sites.portal",
    "motcua.sites.desk",
    "motcua.sites.oversight",
    *(["motcua.sites.demo"] if MOTCUA_DEMO else []),
    "motcua.foundation.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "motcua.foundation.ledger",
    "motcua.foundation.facts",
    "motcua.foundation.units",
    "motcua.foundation.worktime",
    "motcua.foundation.rulesets",
    "motcua.foundation.files",
    "motcua.foundation.papers",
    "motcua.foundation.signing",
    "motcua.services.numbering",
    "motcua.services.procedures",
    "motcua.services.dossiers",
    "motcua.services.fees",
    "motcua.services.casework",
    "motcua.services.intake",
    "motcua.services.certification",
    "motcua.services.privacy",
    "motcua.services.requests",
    "motcua.services.paperwork",
    "motcua.services.results",
    "motcua.services.notices",
    "motcua.services.collecting",
    "motcua.services.filing",
    "motcua.services.succession",
    "motcua.services.feedback",
    "motcua.services.surveys",
    "motcua.services.news",
    "motcua.reform.registers",
    "motcua.reform.indicators",
    "motcua.reform.performance",
    "motcua.reform.reconciliation",
    "motcua.reform.forms",
    "motcua.reform.scorecards",
    "motcua.reform.inspections",
    "motcua.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "motcua.sites.look.middleware.Compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.sites.look.middleware.Look",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "motcua.foundation.accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.sites.look.context.frame",
            ],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": environment.database("DATABASE_URL", f"sqlite:///{MOTCUA_HOME / 'motcua.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # An acknowledged event survives a power cut (FULL); REPLACE fires the triggers that guard the ledger.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
            " PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "motcua.foundation.accounts.sign_in.StaffBackend",
    "motcua.foundation.accounts.sign_in.ApplicantBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "motcua.foundation.accounts.sign_in.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "email*",
    "password1*",
]  # nobody signs up; allauth asks for what one signs in with
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_VERIFICATION = "none"  # posts are given by an administrator; nobody signs up
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  an address, not a password
ACCOUNT_SESSION_REMEMBER = False  # counters share machines: a session ends with the browser
MFA_ADAPTER = "motcua.foundation.accounts.sign_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "motcua.foundation.accounts.keys.AddKeyForm",
    "authenticate_webauthn": "motcua.foundation.accounts.keys.ShowKeyForm",
    "reauthenticate_webauthn": "motcua.foundation.accounts.keys.ShowKeyAgainForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an e-mail address is optional here, and proves nothing
MFA_TOTP_ISSUER = "Một Cửa"
MFA_TOTP_TOLERANCE = 1  # phones are up to half a minute off
ALLAUTH_TRUSTED_PROXY_COUNT = MOTCUA_PROXIES
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = environment.zone("MOTCUA_TIME_ZONE", "Asia/Ho_Chi_Minh")
USE_I18N = True
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from where they lie: nothing has to be collected

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What is wrong with an upload, or with a signature, is told to whoever asked; it may name persons.
    "loggers": {"pikepdf": {"level": "CRITICAL"}, "pyhanko": {"level": "CRITICAL"}},
}
