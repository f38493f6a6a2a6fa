"""The words of an inspection: its kinds, how a unit is looked at, who is in the team, and what is refused."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.refusals import Refused, gettext_noop


class Kind(StrEnum):
    """Why there is an inspection."""

    PLANNED = "planned"
    UNANNOUNCED = "unannounced"
    SELF = "self"  # of one's own divisions: tự kiểm tra


KIND_TITLES: Mapping[Kind, str] = {
    Kind.PLANNED: gettext_noop("by the yearly plan"),
    Kind.UNANNOUNCED: gettext_noop("unannounced"),
    Kind.SELF: gettext_noop("of one's own divisions"),
}


class Mode(StrEnum):
    """How a unit is looked at."""

    ON_SITE = "on_site"
    BY_REPORT = "by_report"


MODE_TITLES: Mapping[Mode, str] = {
    Mode.ON_SITE: gettext_noop("on the spot"),
    Mode.BY_REPORT: gettext_noop("by its report and files"),
}


class Part(StrEnum):
    """What someone is in a team."""

    LEADER = "leader"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


PART_TITLES: Mapping[Part, str] = {
    Part.LEADER: gettext_noop("head of the team"),
    Part.DEPUTY: gettext_noop("deputy head of the team"),
    Part.SECRETARY: gettext_noop("secretary of the team"),
    Part.MEMBER: gettext_noop("member of the team"),
}


class UnknownInspection(Refused):
    """There is no such inspection, or the unit is not looked at in it."""
