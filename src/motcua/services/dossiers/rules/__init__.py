"""The rules of a dossier, as plain functions of data: what may happen, what follows, and how it is judged."""
