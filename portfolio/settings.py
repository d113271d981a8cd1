"""All settings, in one file. What differs between machines comes from the environment; see README for the list."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from portfolio import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# A machine that has been given its own signing key is a real one: it does not show tracebacks unless it is told to.
DEBUG = environment.flag("DEBUG", default=not environment.text("SECRET_KEY", ""))
SECRET_KEY = environment.secret_key("SECRET_KEY", debug=DEBUG, file=VAR_DIR / "secret-key")
ALLOWED_HOSTS = environment.listing("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.listing("CSRF_TRUSTED_ORIGINS", [])
# Off only where TLS ends in front and nothing but the proxy can reach us, or for a trial on one's own machine.
HTTPS = environment.flag("HTTPS", default=not DEBUG)
BEHIND_PROXY = environment.flag("BEHIND_PROXY", default=False)
# The demo cast may sign in with the known password, and the sign-in page lists them.
DEMO_CAST = environment.flag("DEMO_CAST", default=DEBUG) and DEBUG

# ── what the application is made of ──────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "portfolio",
    "reporting",
    "initiatives",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, so that ours can stand before them
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # The development server and the tests serve static files themselves.
    *([] if DEBUG else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portfolio.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks who you are unless its view says otherwise.
    "portfolio.middleware.SignInFirst",
    "portfolio.middleware.private_pages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *(["portfolio.middleware.finished_not_found"] if DEBUG else []),
]

ROOT_URLCONF = "portfolio.urls"
WSGI_APPLICATION = "portfolio.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portfolio.navigation.shell",
            ],
        },
    },
]
FORM_RENDERER = "portfolio.rendering.Renderer"
DJANGO_TABLES2_TEMPLATE = "components/table.html"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ── where things are kept ────────────────────────────────────────────────────────────────────────────────────────────
DATABASES = {"default": environment.database("DATABASE_URL", VAR_DIR / "samstyr.sqlite3")}
# In the database, so that failed sign-ins are counted across processes and machines. A migration makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portfolio_cache",
        # A full table is thinned out blindly: tries for made-up names must not push the counted ones out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "files"
# The typefaces the PDF reports embed; collect_vendor puts them here, and they are not served.
PDF_FONT_DIR = BASE_DIR / ".build" / "fonts"

# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "initiatives.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign_in"
SIGN_IN_TRIES = 5  # failures for one name from one address …
SIGN_IN_TRIES_FROM_ADDRESS = 100  # … and for all names from it; a whole office may share one …
SIGN_IN_WAIT = 300  # … in each span of this many seconds
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; nobody is thrown out in the middle of a form

# ── language and time ────────────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portfolio" / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# ── safety ───────────────────────────────────────────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^helse/$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portfolio.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # a workbook is a file and streams; this bounds one form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the dates of an initiative with 3,000 milestones

# ── e-mail and log ───────────────────────────────────────────────────────────────────────────────────────────────────
_mail = environment.email("EMAIL_URL")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("EMAIL_FROM", "samstyr@localhost")
# What links in e-mails begin with.
SITE_URL = environment.site("SITE_URL", "http://127.0.0.1:8000")
# Notices are mailed as soon as they are written, in the process that wrote them; else by `send_notices`.
NOTICES_AT_ONCE = environment.flag("NOTICES_AT_ONCE", default=DEBUG)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would mail and print a second time.
        "django": {"handlers": [], "propagate": True},
        # Says on every start that its bridge is up.
        "pikepdf": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
