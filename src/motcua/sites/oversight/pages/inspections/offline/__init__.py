"""Inspecting without a line: the page that a tablet keeps, and its exchange with the server."""
