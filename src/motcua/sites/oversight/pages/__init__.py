"""The pages of the oversight."""
