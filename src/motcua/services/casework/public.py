"""The work on an accepted dossier: its process, who has it, consultations, parts, opinions, the draft of its result."""

__all__ = []
