"""Tests of the comparisons of fields, one module for each field."""
