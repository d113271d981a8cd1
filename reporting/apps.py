from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Periods, and everything that reads."""

    name = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
