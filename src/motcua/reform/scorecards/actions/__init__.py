"""Acts of scoring. Each is one transaction with one event; ``by`` is the actor's key, ``at`` when it is recorded."""
