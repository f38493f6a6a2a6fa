"""The rules that law or an office may change: what holds on a day, and how it is changed by two people."""
