"""What dossiers publish for measurement: one row a dossier, and one row for each stretch in which nothing changed."""

from motcua.foundation.facts.public import Column, Table, Type

_UNIT = "the unit, by its id in foundation.units"

DOSSIERS = Table(
    name="dossiers",
    meaning="One row a dossier that was accepted, as it stands now.",
    key="dossier",
    partition="received_on",
    order=("closed_at",),
    columns=(
        Column("dossier", Type.INT64, "the dossier, by its id"),
        Column("code", Type.TEXT, "the code it was given at acceptance"),
        Column("receiving_unit", Type.INT32, f"where it was received: {_UNIT}"),
        Column(
            "competent_unit",
            Type.INT32,
            f"whose figure it is in law: {_UNIT}; the receiving one until another is named",
        ),
        Column("procedure", Type.INT32, "the procedure, by its id"),
        Column("field", Type.TEXT, "the code of the procedure's field, as at receipt"),
        Column("channel", Type.TEXT, "who really filed it, and how: online, online_assisted, counter, post ..."),
        Column("origin", Type.TEXT, "the channel that an interlinked dossier first came by", nullable=True),
        Column("received_at", Type.INSTANT, "when it was accepted; from then on it stands in the figures"),
        Column("received_on", Type.DAY, "the local day of received_at"),
        Column("due_first", Type.INSTANT, "the due time given at acceptance"),
        Column("due_last", Type.INSTANT, "the due time after all extensions, pauses and restarts"),
        Column("closed_at", Type.INSTANT, "when its result was ready at the one-stop shop, or it ended", nullable=True),
        Column("closed_on", Type.DAY, "the local day of closed_at", nullable=True),
        Column("outcome", Type.TEXT, "granted, refused, withdrawn or stopped", nullable=True),
        Column("timeliness", Type.TEXT, "early, on_time or overdue, judged when it closed", nullable=True),
        Column("returned_at", Type.INSTANT, "when the result was handed over", nullable=True),
        Column("online_old", Type.INT8, "the level offered, 1 to 4, under the scheme in force to 2022", nullable=True),
        Column("online_new", Type.TEXT, "the level offered: partial or full", nullable=True),
        Column("fee_owed", Type.INT64, "fees and charges owed, in đồng", nullable=True),
        Column("fee_paid_online", Type.INT64, "of these, paid online, in đồng", nullable=True),
        Column("papers_digitised", Type.INT16, "papers turned into electronic ones at intake", nullable=True),
        Column("papers_reused", Type.INT16, "papers taken from what the State holds already", nullable=True),
        Column("imported", Type.FLAG, "came from another system"),
        Column("backdated", Type.FLAG, "has an event that was said to have happened before it was recorded"),
    ),
)

SPANS = Table(
    name="dossier_spans",
    meaning="One row for each stretch in which a dossier's state, holder, units and due time were constant.",
    key="dossier",
    partition="received_on",
    order=("pending", "end_at", "start_at"),
    columns=(
        Column("dossier", Type.INT64, "the dossier, by its id"),
        Column("receiving_unit", Type.INT32, f"where it was received: {_UNIT}"),
        Column("competent_unit", Type.INT32, f"whose figure it was then: {_UNIT}"),
        Column("procedure", Type.INT32, "the procedure, by its id"),
        Column("field", Type.TEXT, "the code of the procedure's field, as at receipt"),
        Column("channel", Type.TEXT, "who really filed it, and how"),
        Column("received_on", Type.DAY, "the local day of its acceptance"),
        Column("start_at", Type.INSTANT, "the first instant of the stretch"),
        Column("end_at", Type.INSTANT, "the first instant after it; the end of the year 9999 while it lasts"),
        Column("state", Type.TEXT, "the state of the dossier"),
        Column("pending", Type.FLAG, "whether it counts as being resolved: accepted and not closed"),
        Column("holder", Type.INT32, f"who has it: {_UNIT}; empty while it waits for the citizen", nullable=True),
        Column("due_at", Type.INSTANT, "the due time"),
        Column("judged_until", Type.INSTANT, "the last instant at which an end is not overdue"),
        Column(
            "late_from",
            Type.INSTANT,
            "the first instant at which it counts as overdue in this stretch; the end of the year 9999 if never",
        ),
    ),
)

COMPETENCES = Table(
    name="dossier_competences",
    meaning="For a dossier whose competent unit changed after acceptance: one row for each stretch of one competence.",
    key="dossier",
    partition="received_on",
    order=("start_at",),
    columns=(
        Column("dossier", Type.INT64, "the dossier, by its id"),
        Column("competent_unit", Type.INT32, f"whose figure it was then: {_UNIT}"),
        Column("received_on", Type.DAY, "the local day of its acceptance"),
        Column("start_at", Type.INSTANT, "the first instant of the stretch"),
        Column("end_at", Type.INSTANT, "the first instant after it; the end of the year 9999 while it lasts"),
    ),
)
