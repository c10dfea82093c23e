"""Let two copies of one act wait: a false signature, sent first, must not keep out the good one."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the signatures part of what may wait only once."""

    dependencies = [("store", "0002_append_only")]

    operations = [
        migrations.RemoveConstraint(model_name="waiting", name="waiting_id"),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.UniqueConstraint(
                fields=["channel", "id", "sigs"], name="waiting_copy"
            ),
        ),
    ]
