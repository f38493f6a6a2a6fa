"""What everything stands on. It knows no service."""
