"""Notices to people by e-mail, SMS and Zalo, through an outbox with retry; no personal data stands in their text."""

__all__ = []
