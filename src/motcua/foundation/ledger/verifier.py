"""The stand-alone verifier, as whoever wants to check the ledger takes it home."""

from importlib.resources import files


def verifier_source() -> bytes:
    """Give the verifier's one file. The package holds it as a text, so that nothing of the program imports it."""
    return files("motcua.foundation.ledger").joinpath("motcua_verify.txt").read_bytes()
