"""``python -m motcua`` is the command ``motcua``."""

from motcua.cli import main

main()
