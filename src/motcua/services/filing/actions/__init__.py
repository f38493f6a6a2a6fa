"""What an applicant does online, and what an office says of its own portal."""
