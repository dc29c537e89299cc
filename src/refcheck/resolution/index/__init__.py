"""A local index of Crossref's public data file: built once, asked without a network."""
