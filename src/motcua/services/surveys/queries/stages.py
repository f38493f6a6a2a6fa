"""About which stages of a dossier somebody can be asked, and which were answered."""

from motcua.services.dossiers.public import Brief, State
from motcua.services.surveys import models
from motcua.services.surveys.rules.stages import check_come, stages_come
from motcua.services.surveys.rules.words import ONE_STOP, Stage


def stages_of(dossier: Brief) -> tuple[Stage, ...]:
    """Give the stages of a dossier that have come, in their order. No SQL query."""
    return stages_come(
        accepted=dossier.received_at is not None,
        asked_for_more=dossier.requests > 0,
        refused=dossier.state is State.REFUSED,
        has_result=dossier.state in {State.READY, State.RETURNED},
    )


def stages_answered(dossier_id: int, *, campaign: str = ONE_STOP) -> frozenset[Stage]:
    """
    Give the stages of a dossier about which a slip was answered: for whoever holds its receipt, and nobody else.

    One SQL query.
    """
    bonds = models.Bond.objects.filter(dossier_id=dossier_id, campaign=campaign)
    return frozenset(Stage(stage) for stage in bonds.values_list("stage", flat=True))


def check_stage(dossier: Brief, stage: Stage) -> None:
    """Check that a dossier has come to a stage. :raises WrongAnswer:"""
    check_come(stage, stages_of(dossier))
