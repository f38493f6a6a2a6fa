"""The tariffs and exemptions of what a procedure asks, as they are written and shown."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext, gettext_lazy

from motcua.services.procedures import public as procedures
from motcua.services.procedures.public import Asked, Exemption, Tariff
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
)
from motcua.sites.desk.pages.filling import Entries, Field
from motcua.sites.look.public import tariffs as costs


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def tariff_fields(asked: Asked, key: str) -> Sequence[Field]:
    """Ask for a tariff."""
    one = one_of(asked.tariffs, key) or Tariff("", "", "charge", 0)
    return (
        Field("name", gettext_lazy("Name of the tariff"), needed=True, first=one.name),
        code_field(one.code),
        Field(
            "kind",
            gettext_lazy("Kind"),
            "choice",
            needed=True,
            choices=names(costs.KINDS),
            size="w-20",
            first=one.kind,
        ),
        Field("amount", gettext_lazy("Amount, in đồng"), "number", needed=True, size="w-12", first=str(one.amount)),
        Field("per", gettext_lazy("for"), "choice", needed=True, choices=names(costs.PER), size="w-20", first=one.per),
        Field(
            "reduced_from",
            gettext_lazy("A lower amount from this copy or page on"),
            "number",
            gettext_lazy("As “from the third page on 1,000 đồng”: 3 here, 1000 below."),
            size="w-12",
            first=_number(one.reduced_from),
        ),
        Field("reduced", gettext_lazy("The lower amount, in đồng"), "number", size="w-12", first=_number(one.reduced)),
        Field("at_most", gettext_lazy("At most, in đồng"), "number", size="w-12", first=_number(one.at_most)),
        Field("due", gettext_lazy("Paid"), "choice", needed=True, choices=names(costs.DUE), size="w-20", first=one.due),
        Field("legal_basis", gettext_lazy("Legal basis"), first=one.legal_basis),
        place_field(asked.tariffs, key),
    )


def tariff_ticks(asked: Asked, key: str) -> Sequence[Ticks]:
    """Ask for which channels a tariff is."""
    one = one_of(asked.tariffs, key)
    boxes = [(value, name, one is not None and value in one.channels) for value, name in said.CHANNELS.items()]
    hint = gettext_lazy("Tick nothing if it is for all.")
    return (Ticks("channels", gettext_lazy("Only for dossiers that come by"), boxes, hint),)


def write_tariff(asked: Asked, key: str, given: Entries, chosen: Chosen) -> Asked:
    """Write a tariff where it stands; its exemptions stay. :raises Refused:"""
    stood = one_of(asked.tariffs, key)
    tariff = Tariff(
        code=given["code"],
        name=given["name"],
        kind="fee" if given["kind"] == "fee" else "charge",
        amount=needed_number(given, "amount"),
        per="page" if given["per"] == "page" else "copy" if given["per"] == "copy" else "dossier",
        at_most=given.number("at_most"),
        channels=tuple(one for one in said.CHANNELS if one in chosen["channels"]),
        due="final" if given["due"] == "final" else "advance",
        exemptions=stood.exemptions if stood else (),
        legal_basis=given["legal_basis"],
        reduced_from=given.number("reduced_from"),
        reduced=given.number("reduced"),
    )
    place = needed_number(given, "place")
    return replace(asked, tariffs=procedures.put(asked.tariffs, tariff, instead_of=key, place=place))


def tariffs(asked: Asked) -> list[Line]:
    """Give the rows of the tariffs."""
    return [
        Line(
            one.code,
            (
                one.name,
                str(costs.KINDS[one.kind]),
                costs.amount_said(one),
                "; ".join(str(said.CHANNELS.get(channel, channel)) for channel in one.channels) or gettext("all"),
                str(costs.DUE[one.due]),
                one.legal_basis,
            ),
        )
        for one in asked.tariffs
    ]


def _exempted(asked: Asked, key: str) -> tuple[Tariff | None, Exemption | None]:
    tariff_code, _, code = key.partition(":")
    tariff = one_of(asked.tariffs, tariff_code)
    return tariff, one_of(tariff.exemptions, code) if tariff else None


def exemption_fields(asked: Asked, key: str) -> Sequence[Field]:
    """Ask for an exemption, which is known by the code of its tariff, a colon and its own."""
    tariff, one = _exempted(asked, key)
    shown = one or Exemption("", "", 100, "")
    choices = [(each.code, each.name) for each in asked.tariffs]
    first = tariff.code if tariff else choices[0][0] if choices else ""
    return (
        Field("tariff", gettext_lazy("Of which tariff"), "choice", needed=True, choices=choices, first=first),
        Field("name", gettext_lazy("Who pays less"), needed=True, first=shown.name),
        code_field(shown.code),
        Field(
            "percent",
            gettext_lazy("By how many percent"),
            "number",
            gettext_lazy("100 is nothing to pay at all."),
            needed=True,
            size="w-12",
            first=str(shown.percent),
        ),
        Field("legal_basis", gettext_lazy("Legal basis"), needed=True, first=shown.legal_basis),
    )


def write_exemption(asked: Asked, key: str, given: Entries, chosen: Chosen) -> Asked:
    """Write an exemption under its tariff, where it may move to another. :raises Refused:"""
    one = Exemption(given["code"], given["name"], needed_number(given, "percent"), given["legal_basis"])
    stood, old = _exempted(asked, key)
    if stood is not None and stood.code != given["tariff"]:
        asked, old = take_exemption(asked, key), None
    return replace(
        asked,
        tariffs=tuple(
            replace(
                tariff,
                exemptions=procedures.put(tariff.exemptions, one, instead_of=old.code if old else ""),
            )
            if tariff.code == given["tariff"]
            else tariff
            for tariff in asked.tariffs
        ),
    )


def take_exemption(asked: Asked, key: str) -> Asked:
    """Take an exemption out."""
    tariff_code, _, code = key.partition(":")
    return replace(
        asked,
        tariffs=tuple(
            replace(one, exemptions=procedures.without(one.exemptions, code)) if one.code == tariff_code else one
            for one in asked.tariffs
        ),
    )


def exemptions(asked: Asked) -> list[Line]:
    """Give the rows of the exemptions of all tariffs."""
    return [
        Line(f"{tariff.code}:{one.code}", (one.name, tariff.name, f"{one.percent}\N{NO-BREAK SPACE}%", one.legal_basis))
        for tariff in asked.tariffs
        for one in tariff.exemptions
    ]
