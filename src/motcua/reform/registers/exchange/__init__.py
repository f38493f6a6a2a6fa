"""Registers as files, CSV and XLSX: what goes out comes back as it was; a second time it changes nothing."""
