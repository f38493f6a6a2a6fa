"""Units are reorganised in one act, and their open dossiers go to whoever is competent from then on."""

__all__ = []
