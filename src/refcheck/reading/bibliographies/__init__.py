"""Bibliography files: BibTeX and CSL (JSON or YAML), with the place of every field, for citations by key."""
