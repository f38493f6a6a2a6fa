"""Procedures kept: papers, cases, tariffs, processes."""
