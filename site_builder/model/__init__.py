"""The values that flow from files to files: frozen, and known to everything above."""
