"""How Django draws forms in this house."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Helper U completes this: label, help and errors in one way everywhere."""
