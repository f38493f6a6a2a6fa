"""The electronic form of a procedure: what it asks, what was answered, what is wrong with that, how it is told."""
