"""Official documents as DOCX, in the template that the program carries or in an office's own."""
