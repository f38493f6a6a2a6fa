"""The papers that the one-stop rules prescribe, by the date of the act, each issued with its leaf and its secret."""

__all__ = []
