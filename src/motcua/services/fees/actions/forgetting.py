"""Reasons that stand with money may name persons, and go when they do; the money itself stays on record."""

from motcua.services.fees.models import Text


def forget(dossier_id: int) -> int:
    """Erase the reasons that stand with the fees of a dossier, with their salts. Give how many texts it was."""
    return Text.objects.filter(purse__dossier_id=dossier_id).delete()[0]
