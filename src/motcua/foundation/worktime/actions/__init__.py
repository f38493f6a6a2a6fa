"""
What people do to the calendar. Each act adds rows and changes none, appends one event, and moves no past deadline.

``by`` is the actor as the ledger knows it; ``at`` is when the act is recorded, aware; without ``unit_id`` the act is
for the country. An edit of which no calendar could be compiled is refused, and leaves nothing behind.
"""
