"""The code of a dossier: the agency, the day of receipt, and a serial of that day."""

import re
from dataclasses import dataclass
from datetime import date

_WHOLE = re.compile(r"(?P<agency>.+)-(?P<day>\d{6})-(?P<serial>\d{4,})")
_OLD_AGENCY = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}")
_NEW_AGENCY = re.compile(r"[A-Z]\d{2}(\.\d{1,3}){0,3}")

LAST_SERIAL = 9999
"""The last serial of four digits; more dossiers of one agency on one day are not foreseen."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """
    A dossier's code in parts.

    ``agency`` stands in either order: ``000.00.27.H54`` (QCVN 102:2016/BTTTT, as TT 01/2018/TT-VPCP art. 19 uses it)
    or ``H54.27`` (QĐ 20/2020/QĐ-TTg).
    """

    agency: str
    day: date
    serial: int

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.serial:04d}"

    @property
    def levels(self) -> tuple[str, ...]:
        """Give the agency's levels from the province down, whichever order the code is written in."""
        parts = tuple(part for part in self.agency.split(".") if part.strip("0"))
        return parts[::-1] if _OLD_AGENCY.fullmatch(self.agency) else parts


def read(text: str) -> DossierCode | None:
    """Read a code in either order; None for one of another system, which stays as it is."""
    whole = _WHOLE.fullmatch(text)
    if whole is None or not (_OLD_AGENCY.fullmatch(whole["agency"]) or _NEW_AGENCY.fullmatch(whole["agency"])):
        return None
    day = whole["day"]
    try:
        return DossierCode(
            whole["agency"], date(2000 + int(day[:2]), int(day[2:4]), int(day[4:])), int(whole["serial"])
        )
    except ValueError:
        return None
