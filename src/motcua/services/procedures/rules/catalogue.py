"""All versions of all procedures, compiled."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from motcua.kernel.refusals import gettext_noop
from motcua.services.procedures.rules.words import Procedure, UnknownProcedure


class Catalogue:
    """All versions of all procedures, compiled. Immutable."""

    def __init__(self, versions: Iterable[Procedure]) -> None:
        self.versions: dict[str, list[Procedure]] = {}
        self.latest: dict[int, Procedure] = {}
        for version in sorted(versions, key=lambda one: one.valid_from):
            self.versions.setdefault(version.code, []).append(version)
            self.latest[version.id] = version

    def on(self, code: str, day: date) -> Procedure | None:
        """Give the version of a procedure that is in force on a day."""
        return next((version for version in self.versions.get(code, ()) if version.in_force(day)), None)

    def find(self, code: str, day: date) -> Procedure:
        """Give the version that is in force on a day. :raises UnknownProcedure: with its times, or the near codes."""
        if version := self.on(code, day):
            return version
        if versions := self.versions.get(code):
            last = versions[-1].valid_to
            raise UnknownProcedure(
                gettext_noop("%(name)s is not in force on %(day)s; it is from %(first)s to %(last)s")
                if last
                else gettext_noop("%(name)s is not in force on %(day)s; it is from %(first)s on"),
                field="procedure",
                value=code,
                params={"name": versions[-1].name, "day": day, "first": versions[0].valid_from, "last": last},
            )
        near = get_close_matches(code, self.versions, n=3, cutoff=0.6)
        raise UnknownProcedure(
            gettext_noop("there is no procedure of this code"),
            field="procedure",
            value=code,
            expected=gettext_noop("near it are %(near)s")
            if near
            else gettext_noop("import the procedures first, or write a code that exists"),
            params={"near": ", ".join(near)},
        )
