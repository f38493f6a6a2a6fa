"""
Changes to people, posts and roles. Each is one transaction with its event in the ledger.

``by`` is the actor as the ledger knows it; ``at`` is when the act was recorded, aware; ``on`` is the first day on which
the new state holds, ``until`` the last. The ledger holds posts and people by number; names stay in these tables.
"""
