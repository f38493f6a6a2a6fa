"""What a citizen asks about a dossier of theirs: to withdraw or correct it; an officer answers."""

__all__ = []
