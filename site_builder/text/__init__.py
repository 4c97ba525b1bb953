"""Files as their writers see them: text, YAML, front matter and typed fields, each with its place."""
