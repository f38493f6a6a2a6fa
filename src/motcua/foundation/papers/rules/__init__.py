"""What a paper says, apart from how it is set: official documents and table forms."""
