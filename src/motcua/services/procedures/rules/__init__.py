"""The catalogue of procedures in plain Python: versions by day, what clocks do, codes."""
