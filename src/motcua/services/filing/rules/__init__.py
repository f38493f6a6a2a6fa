"""What filing online is, in plain functions: the rules in force, the steps, what was sent."""
