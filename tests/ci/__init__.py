"""The recipes for CI: their own shell, run in real repositories."""
