"""The pages of recommendations: the list, one with all that can be done to it, and the evidence."""
