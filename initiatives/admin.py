"""People and reference data as the administrator sees them: looked up, and changed by nobody behind the actions.

What is said of initiatives is not here: it may be withheld, and only the pages know from whom.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from initiatives import models as m
from initiatives.access import administers


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists and shows, for administrators."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return administers(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["password", "user_permissions", "groups"]


class OfAnInitiative(ReadOnly):
    """The initiative it is about by its code alone: the name may be withheld."""

    readonly_fields = ("of_initiative",)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_exclude(request, obj), "initiative"]

    @admin.display(description="initiative", empty_value="-")
    def of_initiative(self, row: m.Stewardship) -> str | None:
        return row.initiative.code if row.initiative else None


def register(model: type[Model], how: type[ReadOnly] = ReadOnly) -> None:
    """Show a model's rows."""
    admin.site.register(model, how)


for each in (
    m.User,
    m.Organisation,
    m.OrganisationSuccession,
    m.GovernanceBody,
    m.PolicyDocument,
    m.ActionPlan,
    m.FocusArea,
    m.Goal,
    m.FundingSource,
    m.Source,
):
    register(each)
register(m.Stewardship, OfAnInitiative)
