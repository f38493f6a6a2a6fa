"""Settings, addresses and the server's entry: the only place that knows all modules."""
