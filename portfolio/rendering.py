"""Forms look the same everywhere: our field template, and widget templates found in templates/."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` with the design system's classes."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
