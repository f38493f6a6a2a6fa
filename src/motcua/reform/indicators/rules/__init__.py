"""What is counted, as declared records; what a report is, and what must hold in it."""
