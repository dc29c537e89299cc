"""From one reference string to its fields, and from fields to exchange formats."""
