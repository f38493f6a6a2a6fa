"""What the catalogue publishes for measurement: what offices offer, how far online, posted and published since when."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.foundation.facts.public import Column, Columns, Cut, Table, Type, chunked, columns_of
from motcua.foundation.ledger import public as ledger
from motcua.foundation.units import public as units
from motcua.services.procedures.models import Offer as OfferRow
from motcua.services.procedures.queries.catalogue import catalogue
from motcua.services.procedures.queries.offers import STREAM, due_days, recorded
from motcua.services.procedures.rules.offering import Offer
from motcua.services.procedures.rules.posting import DueDay, Duty, duties, hung, posting_rule, stretches

CHUNK = 5_000
"""How many offers are read from the ledger at once."""

AT_ONCE = 1_000
"""How many changed procedures are asked for at once."""

OFFERS = Table(
    name="offers",
    meaning=(
        "One row for each stretch in which an office offered one version of a procedure equally far online: of one"
        " offer no two stand on the same day."
    ),
    key="offer",
    partition="offered_from",
    order=("offered_from",),
    columns=(
        Column("offer", Type.INT64, "the offer, by its id"),
        Column("unit", Type.INT32, "the office that offers it: the unit, by its id in foundation.units"),
        Column("procedure", Type.INT32, "the procedure, by its id"),
        Column("field", Type.TEXT, "the code of the procedure's field"),
        Column("offered_from", Type.DAY, "the first day of the stretch"),
        Column("offered_to", Type.DAY, "its last day; empty while it lasts", nullable=True),
        Column("level_old", Type.INT8, "the level of the scheme of 2011, 1 to 4; empty if none", nullable=True),
        Column("level_new", Type.TEXT, "that of the scheme of 2022: information, partial or full", nullable=True),
        Column("payment_online", Type.FLAG, "whether its fees can be paid online"),
        Column(
            "published_due",
            Type.DAY,
            "by when this version must stand in the national database; empty on the later stretches of a version",
            nullable=True,
        ),
        Column("published_on", Type.DAY, "since when it does", nullable=True),
        Column(
            "posting_due",
            Type.DAY,
            "by when this version must hang on the board; empty on the later stretches of a version, and where no"
            " calendar knows the day",
            nullable=True,
        ),
        Column("posted_on", Type.DAY, "when this version was first put up", nullable=True),
        Column("unposted_on", Type.DAY, "since when it does not hang any more", nullable=True),
        Column(
            "missing",
            Type.INT16,
            "how many of its parts are missing on the board; empty if never put up",
            nullable=True,
        ),
    ),
)


class OfferFacts:
    """The rows of offers, as they follow from the ledger; versions of procedures as the catalogue has them now."""

    name = "offers"
    version = 1
    tables = (OFFERS,)

    def changed(self, after: int) -> Iterator[Sequence[int]]:
        """Give the offers with events from a position of the ledger on, and those of procedures that changed."""
        own = {int(stream.removeprefix(STREAM)) for stream in ledger.streams_changed_after(after, prefix=STREAM)}
        codes = [one.removeprefix("procedure/") for one in ledger.streams_changed_after(after, prefix="procedure/")]
        for start in range(0, len(codes), AT_ONCE):
            some = codes[start : start + AT_ONCE]
            own.update(OfferRow.objects.filter(procedure__code__in=some).values_list("id", flat=True))
        return chunked(sorted(own), CHUNK)

    def rows(self, keys: Sequence[int], cut: Cut) -> Mapping[str, Columns]:
        """Give the rows of offers, as they follow from the events within the cut."""
        offers = recorded(keys, takes=cut.takes)
        known = units.by_key({offer.unit for offer in offers.values()})
        due_of = {key: due_days(unit.id) for key, unit in known.items()}
        versions = catalogue().versions
        rows = [
            row
            for offer_id, offer in offers.items()
            for duty in duties(offer, versions[offer.procedure], living=known[offer.unit].valid_to)
            for row in _rows(offer_id, offer, duty, known[offer.unit].id, due_of[offer.unit])
        ]
        return {OFFERS.name: columns_of(OFFERS, rows)}


FACTS = OfferFacts()


def _rows(offer_id: int, offer: Offer, duty: Duty, unit_id: int, due: DueDay) -> Iterator[tuple[Any, ...]]:
    rule = posting_rule(duty.since)
    posted_on, unposted_on, missing = hung(duty.posted(offer))
    for reach, first, last in stretches(offer, duty):
        begins = first == duty.since
        yield (
            offer_id,
            unit_id,
            duty.version.id,
            duty.version.field_code,
            first,
            last,
            reach.level_old,
            reach.level_new.value if reach.level_new else None,
            reach.payment_online,
            due(duty.since, rule.publishing_days) if begins else None,
            duty.published_on(offer),
            due(duty.since, rule.posting_days) if begins else None,
            posted_on,
            unposted_on,
            missing,
        )
