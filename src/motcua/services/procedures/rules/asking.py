"""What a procedure asks of a citizen on a day: cases, papers, tariffs; and the defects that a clerk may name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused, gettext_noop

TariffKind = Literal["fee", "charge"]
Per = Literal["dossier", "copy", "page"]
DueWhen = Literal["advance", "final"]


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """
    A paper that is asked for (thành phần hồ sơ).

    :param originals: how many originals; ``copies`` likewise.
    :param form: the form to fill in, as it is cited.
    :param result_of: code of the procedure whose result it is; what the administration holds already may be used again.
    """

    code: str
    name: str
    originals: int = 1
    copies: int = 0
    required: bool = True
    form: str = ""
    result_of: str = ""
    digitise: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a procedure (trường hợp): its own papers, and its own term where it differs."""

    code: str
    name: str
    papers: tuple[str, ...]
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who pays less: by how many hundredths, 100 being nothing at all to pay, and on which ground."""

    code: str
    name: str
    percent: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """
    What is to be paid, in đồng: a fee (phí) or a charge (lệ phí).

    :param per: what the amount is for: the dossier, each copy, each page.
    :param at_most: the most that comes of it, whatever the number.
    :param channels: values of the channels it is for; none named is all.
    :param due: before the work begins, or when the result is handed over.
    """

    code: str
    name: str
    kind: TariffKind
    amount: int
    per: Per = "dossier"
    at_most: int | None = None
    channels: tuple[str, ...] = ()
    due: DueWhen = "advance"
    exemptions: tuple[Exemption, ...] = ()
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class ListedDefect:
    """A defect that is often found, with the legal basis for asking that it be made good."""

    code: str
    what: str
    legal_basis: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    All that a procedure asks, from one day to another.

    :param same_day: done while the citizen waits: no slip unless asked for (NĐ 61/2018 art. 17, from memory, medium).
    :param result_months: for how long its result is valid; none is for good.
    :param soon_days: so many working days before its due day a dossier is due soon.
    :param illustrative: not sourced; shown as such wherever it is read.
    """

    valid_from: date
    valid_to: date | None = None
    papers: tuple[AskedPaper, ...] = ()
    cases: tuple[Case, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    defects: tuple[ListedDefect, ...] = ()
    same_day: bool = False
    result_name: str = ""
    result_months: int | None = None
    soon_days: int = 1
    legal_basis: str = ""
    illustrative: bool = False

    def papers_of(self, case: str) -> tuple[AskedPaper, ...]:
        """Give the papers of a case in their order; all of them for a procedure without cases."""
        known = {one.code: one for one in self.papers}
        chosen = next((one for one in self.cases if one.code == case), None)
        return self.papers if chosen is None else tuple(known[code] for code in chosen.papers)

    def tariffs_of(self, channel: str) -> tuple[Tariff, ...]:
        """Give the tariffs for dossiers that come by a channel."""
        return tuple(one for one in self.tariffs if not one.channels or channel in one.channels)


class NotAsked(Refused):
    """What a procedure would ask does not hold together."""


def check_asked(asked: Asked) -> None:
    """
    Check that what is asked holds together: codes once each, papers that exist, amounts and hundredths within bounds.

    :raises NotAsked: at the first thing that is wrong.
    """
    for name, codes in (
        ("papers", [one.code for one in asked.papers]),
        ("cases", [one.code for one in asked.cases]),
        ("tariffs", [one.code for one in asked.tariffs]),
        ("defects", [one.code for one in asked.defects]),
    ):
        _check_codes(name, codes)
    known = {one.code for one in asked.papers}
    for case in asked.cases:
        _check_known("cases", case.papers, known)
    _check_known("defects", [one.paper for one in asked.defects if one.paper], known)
    for paper in asked.papers:
        _check_name("papers", paper.name)
        if not 0 <= paper.originals <= 20 or not 0 <= paper.copies <= 20 or paper.originals + paper.copies == 0:
            _refuse(
                "papers",
                f"{paper.originals}+{paper.copies}",
                gettext_noop("a paper is asked for in 1 to 20 originals or copies"),
            )
    for tariff in asked.tariffs:
        _check_tariff(tariff)
    for defect in asked.defects:
        _check_name("defects", defect.what)
        if not defect.legal_basis.strip():
            _refuse("defects", defect.what, gettext_noop("each thing asked for has its legal basis"))
    for field, amount, most in (("soon_days", asked.soon_days, 60), ("result_months", asked.result_months, 1200)):
        if amount is not None and not 0 <= amount <= most:
            _refuse(field, amount, gettext_noop("this number is out of bounds"))


def _check_tariff(tariff: Tariff) -> None:
    _check_name("tariffs", tariff.name)
    if not 0 <= tariff.amount <= 10**12 or (tariff.at_most is not None and tariff.at_most < tariff.amount):
        _refuse("tariffs", tariff.amount, gettext_noop("an amount is in đồng, and its most is not below it"))
    if (
        tariff.kind not in get_args(TariffKind)
        or tariff.per not in get_args(Per)
        or tariff.due not in get_args(DueWhen)
    ):
        _refuse("tariffs", tariff.kind, gettext_noop("a tariff says what it is, for what, and when it is due"))
    _check_codes("tariffs", [one.code for one in tariff.exemptions])
    for exemption in tariff.exemptions:
        if not 1 <= exemption.percent <= 100 or not exemption.legal_basis.strip():
            _refuse(
                "tariffs", exemption.percent, gettext_noop("an exemption is of 1 to 100 percent and has its ground")
            )


def _check_codes(field: str, codes: Sequence[str]) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            _refuse(field, code, gettext_noop("this code stands twice"))
        if not 1 <= len(code) <= 40 or not all(one.isalnum() or one in "-._/" for one in code):
            _refuse(field, code, gettext_noop("a code has 1 to 40 letters, digits, points and hyphens"))


def _check_known(field: str, codes: Iterable[str], known: set[str]) -> None:
    for code in codes:
        if code not in known:
            _refuse(field, code, gettext_noop("no paper has this code"))


def _check_name(field: str, name: str) -> None:
    if not 1 <= len(name.strip()) <= 1000 or "\n" in name:
        _refuse(field, name, gettext_noop("a name is one line of 1 to 1,000 letters"))


def _refuse(field: str, value: object, reason: str) -> None:
    raise NotAsked(reason, field=field, value=str(value))


def body_of(asked: Asked) -> dict[str, Any]:
    """Give what is stored and recorded of it, the days apart: plain words, lists and numbers."""
    body = asdict(asked)
    del body["valid_from"], body["valid_to"]
    for case in body["cases"]:
        term = case["term"]
        case["term"] = [term["amount"], term["measure"].value] if term else None
    return {name: plain(one) for name, one in body.items()}


def plain(value: Any) -> Any:
    """Give data as it comes back from where it is stored: a tuple is a list there."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def read_asked(body: Mapping[str, Any], *, valid_from: date, valid_to: date | None) -> Asked:
    """Give back what :func:`body_of` wrote."""
    whole = dict(body)
    return Asked(
        valid_from=valid_from,
        valid_to=valid_to,
        papers=tuple(AskedPaper(**one) for one in whole.pop("papers")),
        cases=tuple(_case(one) for one in whole.pop("cases")),
        tariffs=tuple(_tariff(one) for one in whole.pop("tariffs")),
        defects=tuple(ListedDefect(**one) for one in whole.pop("defects")),
        **whole,
    )


def _case(body: Mapping[str, Any]) -> Case:
    term = body["term"]
    return Case(body["code"], body["name"], tuple(body["papers"]), Term(term[0], Measure(term[1])) if term else None)


def _tariff(body: Mapping[str, Any]) -> Tariff:
    exemptions = tuple(Exemption(**one) for one in body["exemptions"])
    return replace(Tariff(**{**body, "exemptions": ()}), exemptions=exemptions, channels=tuple(body["channels"]))
