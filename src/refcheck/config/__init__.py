"""What a user sets: `refcheck.toml` or `[tool.refcheck]`, environment and command line, each value with its origin.

`options` declares every option once; the command line, the check of files, the JSON Schema and the documentation
are made from it.
"""
