"""Each stage is reminded of once for each deadline, not once for ever: a new deadline has stages of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_report_cases")]

    operations = [
        migrations.RemoveConstraint(model_name="reminder", name="reminder_once"),
        migrations.AddField(model_name="reminder", name="deadline", field=models.DateField(editable=False, null=True)),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                name="reminder_once",
                fields=("report", "stage", "deadline"),
                condition=~models.Q(stage="manual"),
            ),
        ),
    ]
