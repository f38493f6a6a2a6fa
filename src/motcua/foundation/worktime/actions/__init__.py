"""
What people do to the calendar. Each act adds rows and changes none, appends one event, and moves no past deadline.

``by`` is the actor as the ledger knows it; ``at`` is when the act is recorded, aware. Without ``unit_id`` the country is
meant. An edit of which no calendar could be compiled is refused, and leaves nothing behind.
"""
