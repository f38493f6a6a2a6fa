"""Reads of what is kept."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from motcua.foundation.files import models
from motcua.foundation.files.rules.words import MEGABYTE, Kept, Kind, Limits, limits_on


def kept(digests: Collection[str], *, unit_id: int | None = None) -> dict[str, Kept]:
    """
    Give what is kept, by digest; unknown ones and those let go are left out. One SQL query, another for the names.

    :param unit_id: whose names are given, the latest of each; without it names are empty, for they may name persons.
    """
    rows = models.File.objects.filter(digest__in=digests, gone_at__isnull=True)
    names: dict[str, str] = {}
    if unit_id is not None:
        named = models.Naming.objects.filter(file__digest__in=digests, unit_id=unit_id).order_by("number")
        names = dict(named.values_list("file__digest", "name"))
    return {row.digest: Kept(row.digest, Kind(row.kind), row.size, names.get(row.digest, "")) for row in rows}


def limits(at: datetime) -> Limits:
    """Give the limits that hold at an instant; the installation may set the largest size otherwise."""
    held = limits_on(timezone.localdate(at))
    megabytes: int = settings.MOTCUA_LARGEST_FILE
    return held.of_size(megabytes * MEGABYTE) if megabytes else held
