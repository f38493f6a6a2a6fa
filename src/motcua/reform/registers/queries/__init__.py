"""Reads of the registers: their records, what is declared complete, what is owed, and who may see and keep them."""
