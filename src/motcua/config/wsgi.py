"""The server's entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - every page is loaded before the processes that answer are made
gc.freeze()  # what is loaded stays: looking through it for garbage would take a tenth of a second now and then
