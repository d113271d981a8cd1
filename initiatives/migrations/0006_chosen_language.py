"""A person's language is one he or she has chosen. Bokmål was what everybody began with, and says nothing of a choice."""

from typing import Any

from django.db import migrations, models


def forget_what_nobody_chose(apps: Any, schema_editor: Any) -> None:
    apps.get_model("initiatives", "User").objects.filter(language="nb").update(language="")


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0005_case_of_a_change")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=5),
        ),
        migrations.RunPython(forget_what_nobody_chose, migrations.RunPython.noop),
    ]
