"""Each stage is reminded of once for each deadline, not once for ever: a new deadline has stages of its own.

The letters that have been sent were of the deadlines that stand, so that none of them is sent again.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def of_todays_deadlines(apps: Any, schema_editor: Any) -> None:
    reports = apps.get_model("reporting", "StatusReport").objects.filter(pk=OuterRef("report"))
    when = reports.values(when=Coalesce("deadline", "period__deadline"))
    apps.get_model("reporting", "Reminder")._base_manager.update(deadline=Subquery(when))


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_report_cases")]

    operations = [
        migrations.RemoveConstraint(model_name="reminder", name="reminder_once"),
        migrations.AddField(model_name="reminder", name="deadline", field=models.DateField(editable=False, null=True)),
        migrations.RunPython(of_todays_deadlines, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                name="reminder_once",
                fields=("report", "stage", "deadline"),
                condition=~models.Q(stage="manual"),
            ),
        ),
    ]
