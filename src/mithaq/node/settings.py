"""Django's settings; which database a home uses is told by its ``node.toml`` (``node.home``).

No home is named here: a process opens one or several (``node.opening``), each under its own
alias. The ``default`` alias is an empty memory database so that ``makemigrations --check`` and
the type checker need no home.
"""

from __future__ import annotations

import os

# Nothing is signed with this key until pages exist; a home then brings its own.
SECRET_KEY = os.urandom(32).hex()
DEBUG = False
ALLOWED_HOSTS: list[str] = []
INSTALLED_APPS = ["mithaq.node.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LOGGING_CONFIG = None
