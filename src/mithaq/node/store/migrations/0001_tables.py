"""Make the tables of a node."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables, with their rules inside, so that SQLite never rewrites one."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("n", models.IntegerField(primary_key=True, serialize=False)),
                ("id", models.BinaryField(max_length=32)),
                ("payload", models.BinaryField()),
                ("sigs", models.BinaryField()),
            ],
            options={
                "db_table": "channel",
                "constraints": [models.UniqueConstraint(fields=["id"], name="channel_id")],
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("n", models.IntegerField(primary_key=True, serialize=False)),
                (
                    "channel",
                    models.ForeignKey(
                        db_column="channel",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.channel",
                    ),
                ),
                ("party", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("id", models.BinaryField(max_length=32)),
                ("kind", models.TextField()),
                ("payload", models.BinaryField()),
                ("sigs", models.BinaryField()),
            ],
            options={
                "db_table": "act",
                "indexes": [
                    models.Index(fields=["channel", "party", "seq"], name="act_feed"),
                    models.Index(fields=["channel", "n"], name="act_arrival"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["channel", "id"], name="act_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("n", models.IntegerField(primary_key=True, serialize=False)),
                (
                    "channel",
                    models.ForeignKey(
                        db_column="channel",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.channel",
                    ),
                ),
                ("id", models.BinaryField(max_length=32)),
                ("payload", models.BinaryField()),
                ("sigs", models.BinaryField()),
            ],
            options={
                "db_table": "waiting",
                "constraints": [
                    models.UniqueConstraint(fields=["channel", "id"], name="waiting_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                (
                    "sha256",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False),
                ),
                ("size", models.BigIntegerField()),
                ("data", models.BinaryField(null=True)),
            ],
            options={"db_table": "blob"},
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("value", models.BinaryField()),
            ],
            options={"db_table": "note"},
        ),
        migrations.CreateModel(
            name="Lock",
            fields=[
                (
                    "channel",
                    models.OneToOneField(
                        db_column="channel",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="store.channel",
                    ),
                ),
                ("why", models.TextField()),
            ],
            options={"db_table": "signing_lock"},
        ),
    ]
