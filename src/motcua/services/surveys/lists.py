"""The module's dated data: what a slip must ask, how many answers are shown, how long links hold."""

import tomllib
from datetime import date
from importlib import resources
from typing import Any

from motcua.foundation.rulesets.public import InForce
from motcua.services.surveys.rule_sets import INVITATIONS, REQUIREMENTS, THRESHOLDS
from motcua.services.surveys.rules.compliance import Compliance, Index, check_compliance, read_requirements
from motcua.services.surveys.rules.compliance import requirement_on as _on
from motcua.services.surveys.rules.indices import Threshold, read_thresholds, threshold_on
from motcua.services.surveys.rules.invitations import Lasting, lasting_on, read_lasting
from motcua.services.surveys.rules.slips import Slip, read_slip
from motcua.services.surveys.rules.words import ONE_STOP


def compliance_of(slip: Slip, *, on: date) -> Compliance:
    """Say what a slip lacks by the list in force on a day."""
    return check_compliance(slip, _on(_requirements(), on))


def known_indices() -> tuple[Index, ...]:
    """Give the indices that a question may cover: those of the latest list that has any."""
    return max((one for one in _requirements() if one.indices), key=lambda one: one.valid_from).indices


def fewest_shown(*, on: date) -> Threshold:
    """Give from how many answers an index is shown on a day, with its source."""
    return threshold_on(_thresholds(), on)


def invitations_last(*, on: date) -> Lasting:
    """Give how long links hold that are made on a day, with the source."""
    return lasting_on(_lasting(), on)


def one_stop_slip(*, valid_from: date) -> Slip:
    """Give the slip of the one-stop shop that asks about all nine indices; its wording is ours."""
    return read_slip(_data("one_stop.toml"), campaign=ONE_STOP, valid_from=valid_from)


def sipas_slip(*, campaign: str, first: date, last: date) -> Slip:
    """Give the slip of a SIPAS survey that is held between two days: five elements, 22 criteria."""
    return read_slip(_data("sipas.toml"), campaign=campaign, valid_from=first, valid_to=last)


_requirements = InForce(REQUIREMENTS, read_requirements)
_thresholds = InForce(THRESHOLDS, read_thresholds)
_lasting = InForce(INVITATIONS, read_lasting)


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("motcua.services.surveys").joinpath("data", name).read_text(encoding="utf-8"))
