from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """The facts, the rules, the acts."""

    name = "initiatives"
    default_auto_field = "django.db.models.BigAutoField"
