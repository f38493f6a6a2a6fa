"""The pages of a visit: its checklist, sample, findings, photographs and minutes."""
