"""The public's pages, one file for each thing that one comes for."""
