"""The door of the demo: sign in by post with one click. It is not there in any other home."""
