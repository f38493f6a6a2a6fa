"""Lists that an administrator takes in from a file: shown row by row first, handed back marked, taken whole."""
