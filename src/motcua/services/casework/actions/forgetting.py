"""What was written about the work may name persons, and goes when they do."""

from motcua.services.casework.models import Text


def forget(dossier_id: int) -> int:
    """Erase what was written about the work on a dossier, with its salts. Give how many texts it was."""
    return Text.objects.filter(case__dossier_id=dossier_id).delete()[0]
