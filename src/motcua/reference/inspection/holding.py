"""The whole inspection, in the order of its days."""

from motcua.reference.inspection.cast import Cast, Told
from motcua.reference.inspection.conclusion import accept, conclude, publish
from motcua.reference.inspection.opening import open_inspection
from motcua.reference.inspection.statements import sentences
from motcua.reference.inspection.visits import hold_visits, report
from motcua.reform.inspections.public import InspectionView


def hold_inspection(wanted: Told, page: Told, figures: Told, cast: Cast) -> tuple[InspectionView, int]:
    """
    Hold the inspection from its plan to its publication; give it, and the id of the article.

    :param wanted: what ``inspection.toml`` says, ``page`` what ``news.toml`` does, ``figures`` the source itself.
    """
    held = open_inspection(wanted, figures, cast)
    report(wanted, held, cast)
    said = sentences(wanted, held, now=wanted["place"][0]["begun"])
    found = hold_visits(wanted, figures, held, said, cast)
    conclude(wanted, held, said, found, cast)
    accept(wanted, held, cast)
    return held, publish(wanted, page, figures, held, cast)
