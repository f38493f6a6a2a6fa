"""What the pages of the registers share: whose they are, their fields, their words, their lists."""
