"""A link that somebody holds: at which unit and stage it asks, and whether it can be answered on."""

from dataclasses import dataclass, field
from datetime import datetime

from motcua.services.dossiers import public as dossiers
from motcua.services.surveys import models
from motcua.services.surveys.queries.stages import stages_answered
from motcua.services.surveys.rules.invitations import Standing, digest_of, standing
from motcua.services.surveys.rules.words import Method, Stage


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link as it stands; a page shows its unit and stage, never its dossier."""

    unit_id: int
    stage: Stage
    method: Method
    standing: Standing
    dossier_id: int = field(repr=False)


def by_token(token: str, *, at: datetime) -> Invitation | None:
    """Give a link by its token, as it stands at an instant; None if there is none. Eight SQL queries."""
    row = models.Invitation.objects.filter(digest=digest_of(token)).first()
    dossier = dossiers.brief_of(row.dossier_id) if row else None
    if row is None or dossier is None:
        return None
    stage = Stage(row.stage)
    later = models.Invitation.objects.filter(
        dossier_id=row.dossier_id, stage=row.stage, campaign=row.campaign, pk__gt=row.pk
    )
    how = standing(
        answered=stage in stages_answered(row.dossier_id, campaign=row.campaign),
        latest=not later.exists(),
        ends_at=row.ends_at,
        at=at,
    )
    return Invitation(dossier.receiving_unit_id, stage, Method(row.method), how, row.dossier_id)
