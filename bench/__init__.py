"""Benchmarks: commands that print figures from real material, with fixed seeds, fitting and measuring kept apart."""
