"""The rules of news: plain functions of data."""
