"""The rules of working time, as plain functions of a compiled calendar: what a term comes to, and why."""
