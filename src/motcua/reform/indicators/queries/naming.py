"""The names and the order of the lines of a breakdown."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext

from motcua.kernel.refusals import gettext_noop
from motcua.kernel.vietnamese import sort_key
from motcua.reform.indicators.rules.form import By
from motcua.services.dossiers.public import Channel
from motcua.services.procedures import public as procedures

CHANNELS = {
    Channel.ONLINE: gettext_noop("online"),
    Channel.ONLINE_ASSISTED: gettext_noop("online, filed by an officer for the citizen"),
    Channel.COUNTER: gettext_noop("at the counter"),
    Channel.POST: gettext_noop("by post"),
    Channel.NATIONAL_PORTAL: gettext_noop("National Public Service Portal"),
    Channel.INTERLINKED: gettext_noop("interlinked"),
}


def named(by: By, values: Collection[Any], *, last: date) -> list[tuple[str, str, Any]]:
    """
    Give the key and the name of each value: channels as declared, procedures and fields by name.

    Channels of feedback are named by their codes.
    Procedures and fields take one SQL query.

    :param last: the day whose names of fields are taken.
    """
    if by is By.CHANNEL:
        in_order = [*(one.value for one in Channel if one.value in values), *sorted({*values} - {*Channel})]
        return [(one, gettext(CHANNELS[Channel(one)]) if one in {*Channel} else one, one) for one in in_order]
    if by is By.PROCEDURE:
        known = procedures.by_id(values)
        lines = [(known[one].code, known[one].name, one) for one in values]
    else:
        fields = {one.field_code: one.field_name for one in procedures.in_force(on=last)}
        lines = [(one, fields.get(one, one), one) for one in values]
    return sorted(lines, key=lambda each: (sort_key(each[1]), each[0]))
