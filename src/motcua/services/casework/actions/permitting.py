"""What is done to the dossier itself is done in a step that allows it."""

from collections.abc import Collection

from motcua.services.casework.actions.recording import known, process_of
from motcua.services.casework.models import Case
from motcua.services.casework.rows import state_of
from motcua.services.casework.rules.deciding import allows, check_act
from motcua.services.procedures.public import StepAct


def permit(*, code: str, acts: Collection[StepAct], leads: bool) -> None:
    """
    Make sure, within a transaction, that the step in which the work stands allows one of some acts; lock the work.

    Nine SQL queries; four where no work was begun, which allows everything.

    :param leads: whether who acts leads the unit that has the dossier, which the page has asked.
    :raises UnknownDossier: :raises NotInThisStep: naming the step and what it allows.
    """
    row = Case.objects.select_for_update().filter(dossier_id=known(code).id).first()
    if row is None or not acts:
        return
    state, process = state_of(row), process_of(row)
    if not any(allows(process, state.place.step, act, leads=leads) for act in acts):
        check_act(process, state, next(iter(acts)), leads=leads)
