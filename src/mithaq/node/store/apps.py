"""The store as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Name the application; nothing runs at start."""

    name = "mithaq.node.store"
    label = "store"
