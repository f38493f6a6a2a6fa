"""The counter: take a dossier in, several citizens side by side, the same-day lane."""
