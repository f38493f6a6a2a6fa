"""What people see. No rule lives here."""
