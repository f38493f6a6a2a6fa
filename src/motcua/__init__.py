"""Một Cửa: the one-stop shop of a Vietnamese local government, and its supervision."""
