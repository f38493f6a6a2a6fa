"""The papers, the cases and the usual defects of what a procedure asks, as they are written and shown."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext, gettext_lazy

from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, AskedPaper, Case, ListedDefect
from motcua.sites.desk.pages.catalogue import words as said
from motcua.sites.desk.pages.catalogue.entries import (
    Chosen,
    Line,
    Ticks,
    code_field,
    names,
    needed_number,
    one_of,
    place_field,
    read_term,
    yes_no,
)
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.look.public import phrases


def paper_fields(asked: Asked, key: str) -> Sequence[Field]:
    """Ask for a paper."""
    one = one_of(asked.papers, key) or AskedPaper("", "")
    return (
        Field("name", gettext_lazy("Name of the paper"), needed=True, first=one.name),
        code_field(one.code),
        Field("originals", gettext_lazy("Originals"), "number", needed=True, size="w-12", first=str(one.originals)),
        Field("copies", gettext_lazy("Copies"), "number", needed=True, size="w-12", first=str(one.copies)),
        Field("form", gettext_lazy("Form to fill in, as it is cited"), first=one.form),
        Field(
            "result_of",
            gettext_lazy("Code of the procedure whose result it is"),
            hint=gettext_lazy("What the office issued itself can then be used again and is not asked for once more."),
            size="w-20",
            first=one.result_of,
        ),
        place_field(asked.papers, key),
    )


def paper_ticks(asked: Asked, key: str) -> Sequence[Ticks]:
    """Ask what holds for a paper."""
    one = one_of(asked.papers, key) or AskedPaper("", "")
    boxes = (
        ("required", gettext_lazy("It must be handed in"), one.required),
        ("digitise", gettext_lazy("It is scanned when it is handed in"), one.digitise),
    )
    return (Ticks("marks", gettext_lazy("What holds for it"), boxes),)


def write_paper(asked: Asked, key: str, given: Entries, chosen: Chosen) -> Asked:
    """Write a paper where it stands, and let cases and defects follow its code. :raises Refused:"""
    paper = AskedPaper(
        code=given["code"],
        name=given["name"],
        originals=needed_number(given, "originals"),
        copies=needed_number(given, "copies"),
        required="required" in chosen["marks"],
        form=given["form"],
        result_of=given["result_of"],
        digitise="digitise" in chosen["marks"],
    )
    papers = procedures.put(asked.papers, paper, instead_of=key, place=needed_number(given, "place"))
    return replace(procedures.rename_paper(asked, key, paper.code) if key else asked, papers=papers)


def papers(asked: Asked) -> list[Line]:
    """Give the rows of the papers. One SQL query."""
    known = procedures.by_code([one.result_of for one in asked.papers if one.result_of])
    return [
        Line(
            one.code,
            (
                one.name,
                str(one.originals),
                str(one.copies),
                yes_no(one.required),
                one.form or (known[one.result_of].name if one.result_of in known else one.result_of),
            ),
        )
        for one in asked.papers
    ]


def case_fields(asked: Asked, key: str) -> Sequence[Field]:
    """Ask for a case."""
    one = one_of(asked.cases, key) or Case("", "", ())
    hint = gettext_lazy("Only where it differs from the term of the procedure.")
    return (
        Field("name", gettext_lazy("Name of the case"), needed=True, first=one.name),
        code_field(one.code),
        Field(
            "amount",
            gettext_lazy("Term"),
            "number",
            hint,
            size="w-12",
            first=str(one.term.amount) if one.term else "",
        ),
        Field(
            "measure",
            gettext_lazy("counted in"),
            "choice",
            choices=names(said.MEASURES),
            size="w-20",
            first=one.term.measure.value if one.term else "",
        ),
        place_field(asked.cases, key),
    )


def case_ticks(asked: Asked, key: str) -> Sequence[Ticks]:
    """Ask for the papers of a case."""
    one = one_of(asked.cases, key)
    boxes = [(paper.code, paper.name, one is None or paper.code in one.papers) for paper in asked.papers]
    return (Ticks("papers", gettext_lazy("Its papers"), boxes),)


def write_case(asked: Asked, key: str, given: Entries, chosen: Chosen) -> Asked:
    """Write a case where it stands. :raises Refused:"""
    papers = tuple(one.code for one in asked.papers if one.code in chosen["papers"])
    case = Case(given["code"], given["name"], papers, read_term(given))
    place = needed_number(given, "place")
    return replace(asked, cases=procedures.put(asked.cases, case, instead_of=key, place=place))


def cases(asked: Asked) -> list[Line]:
    """Give the rows of the cases."""
    known = {one.code: one.name for one in asked.papers}
    return [
        Line(
            one.code,
            (
                one.name,
                "; ".join(known.get(code, code) for code in one.papers),
                phrases.term_said(one.term) if one.term else gettext("that of the procedure"),
            ),
        )
        for one in asked.cases
    ]


def defect_fields(asked: Asked, key: str) -> Sequence[Field]:
    """Ask for a defect."""
    one = one_of(asked.defects, key) or ListedDefect("", "", "")
    choices = [(paper.code, paper.name) for paper in asked.papers]
    return (
        Field("what", gettext_lazy("What is wrong"), needed=True, first=one.what),
        code_field(one.code),
        Field("legal_basis", gettext_lazy("Legal basis"), needed=True, first=one.legal_basis),
        Field("paper", gettext_lazy("Of which paper"), "choice", choices=choices, first=one.paper),
        place_field(asked.defects, key),
    )


def write_defect(asked: Asked, key: str, given: Entries, chosen: Chosen) -> Asked:
    """Write a defect where it stands. :raises Refused:"""
    defect = ListedDefect(given["code"], given["what"], given["legal_basis"], given["paper"])
    place = needed_number(given, "place")
    return replace(asked, defects=procedures.put(asked.defects, defect, instead_of=key, place=place))


def defects(asked: Asked) -> list[Line]:
    """Give the rows of the defects."""
    known = {one.code: one.name for one in asked.papers}
    return [Line(one.code, (one.what, known.get(one.paper, one.paper), one.legal_basis)) for one in asked.defects]


def no_ticks(asked: Asked, key: str) -> Sequence[Ticks]:
    """Ask nothing to be ticked."""
    return ()
