"""What a result says of a person is erased; that there was one, and every proof, stays."""

from motcua.services.results.models import Text


def forget(dossier_id: int) -> int:
    """Erase drafts and reasons of the result of a dossier, with their salts. Give how many texts it was."""
    return Text.objects.filter(result__dossier_id=dossier_id).update(body=None, salt=None)
