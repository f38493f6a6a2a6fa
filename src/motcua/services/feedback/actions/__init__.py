"""What can be done with feedback, one file for each part of a case's life."""
