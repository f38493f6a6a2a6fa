"""What a procedure costs, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from motcua.services.procedures.public import Tariff
from motcua.sites.look import words

KINDS: Mapping[str, str | Promise] = {"charge": gettext_lazy("Charge"), "fee": gettext_lazy("Fee")}
PER: Mapping[str, str | Promise] = {
    "dossier": gettext_lazy("each dossier"),
    "copy": gettext_lazy("each copy"),
    "page": gettext_lazy("each page of a copy"),
}
DUE: Mapping[str, str | Promise] = {
    "advance": gettext_lazy("When the dossier is filed"),
    "final": gettext_lazy("When the result is handed over"),
}


def dong(amount: int) -> str:
    """Write an amount: 8.000 đồng."""
    return f"{words.number(amount)}{words.NBSP}đồng"


def amount_said(tariff: Tariff) -> str:
    """Say what a tariff comes to."""
    said = [gettext("%(amount)s for %(per)s") % {"amount": dong(tariff.amount), "per": PER[tariff.per]}]
    if tariff.reduced is not None and tariff.reduced_from is not None:
        lower = {"n": tariff.reduced_from, "amount": dong(tariff.reduced)}
        said.append(gettext("from number %(n)s on %(amount)s") % lower)
    if tariff.at_most is not None:
        most = {"amount": dong(tariff.at_most)}
        text = gettext("at most %(amount)s a copy") if tariff.per == "page" else gettext("at most %(amount)s")
        said.append(text % most)
    return "; ".join(said)
