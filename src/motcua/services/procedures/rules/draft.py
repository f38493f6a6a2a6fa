"""Changes to the catalogue, worked out in memory; what remains is to write them down."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from motcua.foundation.worktime.public import Term
from motcua.kernel.refusals import Refused, gettext_noop
from motcua.services.procedures.rules.catalogue import Catalogue
from motcua.services.procedures.rules.words import (
    DEFAULT_POLICY,
    MOST_DECISION,
    AlreadyChanged,
    ClockPolicy,
    FieldNamed,
    Procedure,
    UnknownProcedure,
    check_code,
)

DAY = timedelta(days=1)
NEW = 0
"""Stands for the id of what is not written yet."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a decision says about a procedure. The fields are those of :class:`Procedure`."""

    name: str
    field_code: str
    field_name: str
    term: Term | None = None
    policy: ClockPolicy = DEFAULT_POLICY
    sensitive: bool = False
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the draft has made: what the ledger will hold, and the version that begins, if one does."""

    code: str
    kind: str
    on: date
    version: Procedure | None

    def payload(self) -> Mapping[str, Any]:
        """Give what the ledger will hold."""
        told: dict[str, Any] = {"on": self.on.isoformat()}
        if new := self.version:
            told |= {
                "name": new.name,
                "field": new.field_code,
                "term": [new.term.amount, new.term.measure.value] if new.term else None,
                "on_supplement": new.policy.supplement,
                "on_pause": new.policy.pause,
                "on_agency": new.policy.agency,
                "sensitive": new.sensitive,
                "decision": new.decision,
            }
        return told


class Draft:
    """A working copy of the catalogue. No version is edited: a change closes one and begins another."""

    def __init__(self, catalogue: Catalogue, fields: Mapping[str, str]) -> None:
        self.versions = {code: list(ones) for code, ones in catalogue.versions.items()}
        self.fields = dict(fields)
        self.changes: list[Change] = []

    def in_force(self, code: str, on: date) -> Procedure | None:
        """Give the version of a procedure that is in force on a day."""
        return next((one for one in self.versions.get(code, ()) if one.in_force(on)), None)

    def publish(self, code: str, content: Content, *, on: date) -> bool:
        """
        Put a procedure, or a change of it, in force from a day on; say whether that changes anything.

        :raises AlreadyChanged: if a version that begins on or after this day says otherwise.
        :raises FieldNamed: :raises Refused: for an impossible code or name.
        """
        check_code(code)
        self._check(content)
        now = self.in_force(code, on)
        if now and _content(now) == content:
            return False
        versions = self.versions.setdefault(code, [])
        if versions and versions[-1].valid_from >= on:
            raise AlreadyChanged(
                gettext_noop("a version of %(code)s that begins on %(day)s is on record"),
                field="valid_from",
                value=on.isoformat(),
                expected=gettext_noop("let the change begin after that day"),
                params={"code": code, "day": versions[-1].valid_from},
            )
        version = Procedure(
            id=versions[-1].id if versions else NEW,
            code=code,
            name=content.name,
            field_code=content.field_code,
            field_name=content.field_name,
            term=content.term,
            policy=content.policy,
            sensitive=content.sensitive,
            decision=content.decision,
            valid_from=on,
            valid_to=None,
        )
        if now:
            versions[-1] = replace(now, valid_to=on - DAY)
        self.changes.append(Change(code, "procedure.changed" if versions else "procedure.published", on, version))
        versions.append(version)
        self.fields.setdefault(content.field_code, content.field_name)
        return True

    def abolish(self, code: str, *, on: date) -> None:
        """
        Take a procedure out of force.

        :param on: the first day without it.
        :raises UnknownProcedure: if it is not in force on the day before.
        :raises AlreadyChanged: if a later version is on record.
        """
        now = self.in_force(code, on - DAY) if on > date.min else None
        if now is None or now.valid_to == on - DAY:
            raise UnknownProcedure(
                gettext_noop("%(code)s is not in force on that day"),
                field="procedure",
                value=code,
                params={"code": code},
            )
        if self.versions[code][-1] is not now:
            raise AlreadyChanged(
                gettext_noop("a version of %(code)s that begins on %(day)s is on record"),
                field="on",
                value=on.isoformat(),
                params={"code": code, "day": self.versions[code][-1].valid_from},
            )
        self.versions[code][-1] = replace(now, valid_to=on - DAY)
        self.changes.append(Change(code, "procedure.abolished", on, None))

    def _check(self, content: Content) -> None:
        if not 1 <= len(content.name) <= 1000:
            raise Refused(
                gettext_noop("this cannot be the name of a procedure"),
                field="name",
                value=content.name,
                expected=gettext_noop("write 1 to 1,000 letters"),
            )
        if not 1 <= len(content.field_code) <= 64 or not 1 <= len(content.field_name) <= 200:
            raise Refused(
                gettext_noop("this cannot be a field of administration"),
                field="field_code",
                value=content.field_code,
                expected=gettext_noop("write a code of 1 to 64 letters and a name of 1 to 200"),
            )
        if len(content.decision) > MOST_DECISION:
            raise Refused(
                gettext_noop("the number of a decision has at most 100 letters"),
                field="decision",
                value=content.decision,
            )
        known = self.fields.get(content.field_code, content.field_name)
        if known != content.field_name:
            raise FieldNamed(
                gettext_noop("the field %(code)s has the name %(name)s"),
                field="field_name",
                value=content.field_name,
                expected=gettext_noop("use that name, or another code"),
                params={"code": content.field_code, "name": known},
            )


def _content(version: Procedure) -> Content:
    return Content(
        name=version.name,
        field_code=version.field_code,
        field_name=version.field_name,
        term=version.term,
        policy=version.policy,
        sensitive=version.sensitive,
        decision=version.decision,
    )
