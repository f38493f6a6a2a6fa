"""The office kept: units, people, posts, roles, calendars, reorganisation."""
