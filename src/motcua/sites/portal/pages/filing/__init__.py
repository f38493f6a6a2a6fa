"""Filing online: begin, answer one question a page, look it over, send it, and what becomes of it."""
