"""Institutions: legal documents (VBQPPL), what was found in them, and how law is carried out."""

from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.rules.declared.columns import (
    ENDED_ON,
    GOVERNMENTS,
    ISSUED_ON,
    NOTE,
    NUMBER,
    SIGNED_BY,
    SUBJECT,
    UPPER,
    count,
    done,
    kind,
    optional,
    planned,
)
from motcua.reform.registers.rules.declared.steering import SEEN
from motcua.reform.registers.rules.words import Cadence, Choice, Column, ReformField, Register, Sure, Type

_FOUND = (
    done("contrary", gettext_noop("found contrary to law")),
    count("to_amend", gettext_noop("proposed for amendment")),
    count("to_replace", gettext_noop("proposed for replacement")),
    count("to_abolish", gettext_noop("proposed for abolition")),
    count("handled", gettext_noop("of the proposed, handled")),
    optional(NUMBER),
    NOTE,
)
_FOUND_WITHIN = (("contrary", "looked_at"),)

INSTITUTIONS = (
    Register(
        code="legal_documents",
        field=ReformField.INSTITUTIONS,
        title=gettext_noop("Legal documents issued"),
        columns=(
            kind(
                Choice("resolution", gettext_noop("resolution")),
                Choice("decision", gettext_noop("decision")),
            ),
            NUMBER,
            ISSUED_ON,
            SUBJECT,
            SIGNED_BY,
            Column("appraised", gettext_noop("appraised before it was issued"), Type.FLAG),
            Column("programme_due_on", gettext_noop("due by the programme"), Type.DAY),
            ENDED_ON,
            NOTE,
        ),
        source=SEEN,
        sure=Sure.SOURCED,
        levels=UPPER,
        cadence=Cadence.AS_IT_HAPPENS,
    ),
    Register(
        code="document_checks",
        field=ReformField.INSTITUTIONS,
        title=gettext_noop("Checks of documents of other bodies"),
        columns=(planned("looked_at", gettext_noop("documents checked by competence")), *_FOUND),
        source=SEEN,
        sure=Sure.SOURCED,
        levels=UPPER,
        cadence=Cadence.YEARLY,
        within=_FOUND_WITHIN,
    ),
    Register(
        code="document_self_checks",
        field=ReformField.INSTITUTIONS,
        title=gettext_noop("Self-checks of documents"),
        columns=(planned("looked_at", gettext_noop("own documents checked")), *_FOUND),
        source=SEEN,
        sure=Sure.SOURCED,
        levels=GOVERNMENTS,
        cadence=Cadence.YEARLY,
        within=_FOUND_WITHIN,
    ),
    Register(
        code="document_reviews",
        field=ReformField.INSTITUTIONS,
        title=gettext_noop("Reviews of legal documents"),
        columns=(
            kind(
                Choice("regular", gettext_noop("regular")),
                Choice("by_subject", gettext_noop("by subject, by field")),
                Choice("systematised", gettext_noop("systematisation of the period")),
            ),
            planned("looked_at", gettext_noop("documents reviewed")),
            *_FOUND,
        ),
        source=SEEN,
        sure=Sure.SOURCED,
        levels=GOVERNMENTS,
        cadence=Cadence.YEARLY,
        within=_FOUND_WITHIN,
    ),
    Register(
        code="law_monitoring",
        field=ReformField.INSTITUTIONS,
        title=gettext_noop("Monitoring of law enforcement"),
        columns=(
            Column("topic", gettext_noop("field of law in focus"), Type.TEXT, needed=True),
            kind(
                Choice("gathering", gettext_noop("gathering and handling information")),
                Choice("check", gettext_noop("check on the spot")),
                Choice("survey", gettext_noop("survey")),
                title=gettext_noop("way of monitoring"),
            ),
            count("units_checked", gettext_noop("units looked at")),
            planned("findings", gettext_noop("shortcomings found")),
            done("findings_handled", gettext_noop("shortcomings handled")),
            optional(NUMBER),
            NOTE,
        ),
        source=SEEN,
        sure=Sure.SOURCED,
        levels=GOVERNMENTS,
        cadence=Cadence.YEARLY,
        within=(("findings_handled", "findings"),),
    ),
)
"""In the facts of checks, self-checks and reviews ``planned`` is what was looked at, ``done`` what was contrary."""
