"""At which stages of a dossier somebody can be asked: those that have come."""

from collections.abc import Collection

from motcua.kernel.refusals import gettext_noop
from motcua.services.surveys.rules.indices import WrongAnswer
from motcua.services.surveys.rules.words import Stage


def stages_come(*, accepted: bool, asked_for_more: bool, refused: bool, has_result: bool) -> tuple[Stage, ...]:
    """Give the stages of a dossier that have come, in their order."""
    if not accepted:
        return ()
    come = {
        Stage.RECEIPT: True,
        Stage.SUPPLEMENT: asked_for_more,
        Stage.REFUSAL: refused,
        Stage.RESULT: has_result,
    }
    return tuple(stage for stage, has_come in come.items() if has_come)


def check_come(stage: Stage, come: Collection[Stage]) -> None:
    """Check that a stage has come. :raises WrongAnswer:"""
    if stage not in come:
        raise WrongAnswer(gettext_noop("the dossier has not come to this stage"), field="stage", value=stage.value)
