"""Reading what is shown of an office: now, as it was known, and what moved in between."""
