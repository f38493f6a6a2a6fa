"""The pages of conclusions: what is stated, how it is written, signed and published, and each figure of it."""
