"""What a procedure asks of a citizen on a day: cases, papers, tariffs; and the defects that a clerk may name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from motcua.foundation.worktime.public import Measure, Term
from motcua.kernel.refusals import Refused, gettext_noop

TariffKind = Literal["fee", "charge"]
Per = Literal["dossier", "copy", "page"]
DueWhen = Literal["advance", "final"]

SOON_DAYS = 1
"""So many working days before its due day a dossier is due soon, where its procedure says nothing else (our choice)."""


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

    :param per: what the amount is for: the dossier, each copy, each page of each copy.
    :param at_most: the most that comes of it: of each copy where pages are counted, else of the dossier.
    :param reduced_from: from which copy or page on each costs ``reduced``, as "from the third page on 1,000 đồng".
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
    reduced_from: int | None = None
    reduced: int | None = None

    def total(self, *, copies: int = 1, pages: int = 1) -> int:
        """Reckon what is to be paid, in đồng, for so many copies of so many pages each, before any exemption."""
        if self.per == "dossier":
            return self.amount
        return copies * self._of(pages) if self.per == "page" else self._of(copies)

    def _of(self, number: int) -> int:
        whole = number if self.reduced_from is None else min(number, self.reduced_from - 1)
        total = whole * self.amount + (number - whole) * (self.reduced or 0)
        return total if self.at_most is None else min(total, self.at_most)


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
    soon_days: int = SOON_DAYS
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

    :raises NotAsked: with the first thing that is wrong.
    """
    for problem in flaws_of(asked):
        raise problem


def flaws_of(asked: Asked) -> Iterator[NotAsked]:
    """Give everything that keeps what is asked from holding together."""
    known = {one.code for one in asked.papers}
    for name, codes in (
        ("papers", [one.code for one in asked.papers]),
        ("cases", [one.code for one in asked.cases]),
        ("tariffs", [one.code for one in asked.tariffs]),
        ("defects", [one.code for one in asked.defects]),
    ):
        yield from _codes(name, codes)
    for paper in asked.papers:
        yield from _paper(paper)
    for case in asked.cases:
        yield from _name("cases", case.name)
        yield from _known("cases", case.papers, known)
        if len(set(case.papers)) < len(case.papers):
            yield _flaw("cases", case.code, gettext_noop("a case names each of its papers once"))
    for tariff in asked.tariffs:
        yield from _tariff_flaws(tariff)
    for defect in asked.defects:
        yield from _name("defects", defect.what)
        if not defect.legal_basis.strip():
            yield _flaw("defects", defect.what, gettext_noop("each thing asked for has its legal basis"))
    yield from _known("defects", [one.paper for one in asked.defects if one.paper], known)
    for field, amount, least, most in (
        ("soon_days", asked.soon_days, 0, 60),
        ("result_months", asked.result_months, 1, 1200),
    ):
        if amount is not None and not least <= amount <= most:
            yield _flaw(field, amount, gettext_noop("this number is out of bounds"))


def _paper(paper: AskedPaper) -> Iterator[NotAsked]:
    yield from _name("papers", paper.name)
    if not 0 <= paper.originals <= 20 or not 0 <= paper.copies <= 20 or paper.originals + paper.copies == 0:
        number = f"{paper.originals}+{paper.copies}"
        yield _flaw("papers", number, gettext_noop("a paper is asked for in 1 to 20 originals or copies"))


def _tariff_flaws(tariff: Tariff) -> Iterator[NotAsked]:
    yield from _name("tariffs", tariff.name)
    if not 0 <= tariff.amount <= 10**12 or (tariff.at_most is not None and tariff.at_most < tariff.amount):
        yield _flaw("tariffs", tariff.amount, gettext_noop("an amount is in đồng, and its most is not below it"))
    if (
        tariff.kind not in get_args(TariffKind)
        or tariff.per not in get_args(Per)
        or tariff.due not in get_args(DueWhen)
    ):
        yield _flaw("tariffs", tariff.kind, gettext_noop("a tariff says what it is, for what, and when it is due"))
    if (tariff.reduced_from is None) != (tariff.reduced is None) or (
        tariff.reduced is not None
        and tariff.reduced_from is not None
        and (tariff.per == "dossier" or tariff.reduced_from < 2 or not 0 <= tariff.reduced <= tariff.amount)
    ):
        yield _flaw(
            "tariffs", tariff.code, gettext_noop("a lower amount holds from the second copy or page on, or a later one")
        )
    yield from _codes("tariffs", [one.code for one in tariff.exemptions])
    for exemption in tariff.exemptions:
        yield from _name("tariffs", exemption.name)
        if not 1 <= exemption.percent <= 100 or not exemption.legal_basis.strip():
            yield _flaw(
                "tariffs", exemption.percent, gettext_noop("an exemption is of 1 to 100 percent and has its ground")
            )


def _codes(field: str, codes: Sequence[str]) -> Iterator[NotAsked]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield _flaw(field, code, gettext_noop("this code stands twice"))
        if not (1 <= len(code) <= 40 and code[0].isalnum() and all(one.isalnum() or one in "-._" for one in code)):
            yield _flaw(field, code, gettext_noop("a code has 1 to 40 letters, digits, points and hyphens"))


def _known(field: str, codes: Iterable[str], known: set[str]) -> Iterator[NotAsked]:
    for code in codes:
        if code not in known:
            yield _flaw(field, code, gettext_noop("no paper has this code"))


def _name(field: str, name: str) -> Iterator[NotAsked]:
    if not 1 <= len(name.strip()) <= 1000 or "\n" in name:
        yield _flaw(field, name, gettext_noop("a name is one line of 1 to 1,000 letters"))


def _flaw(field: str, value: object, reason: str) -> NotAsked:
    return NotAsked(reason, field=field, value=str(value))


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
