"""Tests of the rules: one Markdown document for each."""
