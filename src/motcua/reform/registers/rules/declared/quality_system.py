"""
The quality management system under TCVN ISO 9001.

Steps: built, applied, published, kept, improved (QĐ 19/2014/QĐ-TTg and TT 26/2014/TT-BKHCN; whether they still hold
after the reorganisation of 2025 was not verified).
"""

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.rules.declared.columns import ENDED_ON, NOTE, NUMBER, UPPER, done, kind, optional, planned
from motcua.reform.registers.rules.declared.steering import SEEN
from motcua.reform.registers.rules.words import AsFact, Cadence, Choice, Column, ReformField, Register, Sure, Type

KEEPERS = UPPER | {Level.COMMUNE}

QUALITY_SYSTEM = (
    Register(
        code="quality_system",
        field=ReformField.QUALITY_SYSTEM,
        title=gettext_noop("Quality management system"),
        columns=(
            kind(
                Choice("iso_9001_2015", "TCVN ISO 9001:2015"),
                Choice("iso_9001_2008", "TCVN ISO 9001:2008"),
                Choice("none", gettext_noop("none")),
                title=gettext_noop("standard"),
            ),
            Column(
                "stage",
                gettext_noop("stage"),
                Type.CHOICE,
                needed=True,
                choices=(
                    Choice("none", gettext_noop("no system")),
                    Choice("built", gettext_noop("built")),
                    Choice("applied", gettext_noop("applied")),
                    Choice("published", gettext_noop("published")),
                    Choice("kept", gettext_noop("kept")),
                    Choice("improved", gettext_noop("kept and improved")),
                ),
                as_fact=AsFact.CONDITION,
            ),
            Column("scope", gettext_noop("scope"), Type.TEXT),
            optional(planned("procedures", gettext_noop("administrative procedures of the unit"))),
            optional(done("in_scope", gettext_noop("procedures within the scope"))),
            Column("built_on", gettext_noop("built on"), Type.DAY),
            Column("applied_on", gettext_noop("applied from"), Type.DAY),
            Column("published_on", gettext_noop("published on"), Type.DAY, as_fact=AsFact.DONE_ON),
            optional(NUMBER),
            ENDED_ON,
            NOTE,
        ),
        source=SEEN,
        sure=Sure.SOURCED,
        levels=KEEPERS,
        cadence=Cadence.STANDING,
        within=(("in_scope", "procedures"), ("built_on", "published_on")),
        once=(),
    ),
    Register(
        code="internal_audits",
        field=ReformField.QUALITY_SYSTEM,
        title=gettext_noop("Internal audits"),
        columns=(
            optional(NUMBER),
            Column("held_on", gettext_noop("held on"), Type.DAY, needed=True, as_fact=AsFact.DONE_ON),
            planned("findings", gettext_noop("nonconformities found")),
            done("findings_closed", gettext_noop("nonconformities closed")),
            NOTE,
        ),
        source="internal audit at least once a year",
        sure=Sure.HIGH,
        levels=UPPER,
        cadence=Cadence.YEARLY,
        within=(("findings_closed", "findings"),),
    ),
    Register(
        code="management_reviews",
        field=ReformField.QUALITY_SYSTEM,
        title=gettext_noop("Management reviews"),
        columns=(
            optional(NUMBER),
            Column("held_on", gettext_noop("held on"), Type.DAY, needed=True, as_fact=AsFact.DONE_ON),
            planned("actions", gettext_noop("improvements decided")),
            done("actions_done", gettext_noop("improvements made")),
            NOTE,
        ),
        source="management review at least once a year",
        sure=Sure.HIGH,
        levels=UPPER,
        cadence=Cadence.YEARLY,
        within=(("actions_done", "actions"),),
    ),
    Register(
        code="quality_checks",
        field=ReformField.QUALITY_SYSTEM,
        title=gettext_noop("Yearly checks of the quality system"),
        columns=(
            kind(
                Choice("on_site", gettext_noop("on site")),
                Choice("by_report", gettext_noop("by report and files")),
            ),
            Column("held_on", gettext_noop("held on"), Type.DAY, needed=True, as_fact=AsFact.DONE_ON),
            Column("held_by", gettext_noop("held by"), Type.TEXT),
            planned("findings", gettext_noop("nonconformities found")),
            done("findings_closed", gettext_noop("nonconformities closed")),
            optional(NUMBER),
            NOTE,
        ),
        source="TT 26/2014/TT-BKHCN: yearly inspection by the Department of Science and Technology",
        sure=Sure.SOURCED,
        levels=UPPER,
        cadence=Cadence.YEARLY,
        within=(("findings_closed", "findings"),),
    ),
)
