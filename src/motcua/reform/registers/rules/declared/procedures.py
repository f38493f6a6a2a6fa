"""Administrative procedures, beyond what dossiers, postings and feedback tell: their review, and who serves."""

from motcua.foundation.units.public import Level
from motcua.kernel.refusals import gettext_noop
from motcua.reform.registers.rules.declared.columns import GOVERNMENTS, NOTE, NUMBER, count, done, optional, planned
from motcua.reform.registers.rules.words import Cadence, Column, ReformField, Register, Sure, Type

PROCEDURES = (
    Register(
        code="procedure_reviews",
        field=ReformField.PROCEDURES,
        title=gettext_noop("Reviews of administrative procedures"),
        columns=(
            planned("reviewed", gettext_noop("procedures reviewed")),
            done("to_simplify", gettext_noop("proposed for simplification")),
            count("approved", gettext_noop("proposals approved")),
            optional(NUMBER),
            NOTE,
        ),
        source="plan of control of administrative procedures; form ours",
        sure=Sure.ILLUSTRATIVE,
        levels=frozenset({Level.PROVINCE, Level.DISTRICT}),
        cadence=Cadence.YEARLY,
        within=(("to_simplify", "reviewed"), ("approved", "to_simplify")),
    ),
    Register(
        code="one_stop_staff",
        field=ReformField.PROCEDURES,
        title=gettext_noop("Staff and premises of the one-stop shop"),
        columns=(
            planned("posts", gettext_noop("posts needed")),
            done("present", gettext_noop("posts filled")),
            Column("area", gettext_noop("area in square metres"), Type.NUMBER),
            Column("uniform", gettext_noop("uniforms and name plates worn"), Type.FLAG),
            Column("address_posted", gettext_noop("address for feedback posted"), Type.FLAG),
            optional(NUMBER),
            NOTE,
        ),
        source="NĐ 61/2018 on the one-stop shop; form ours",
        sure=Sure.ILLUSTRATIVE,
        levels=GOVERNMENTS,
        cadence=Cadence.YEARLY,
        once=(),
    ),
)
