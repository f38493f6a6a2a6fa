"""The pages of inspections: plans, openings, an inspection's home, and what each part of it adds."""
