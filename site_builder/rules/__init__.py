"""The rules for health writing: packs of data, and the engine that runs those which are patterns.

`packs/*.yaml` are the rules that ship, a family a file; a clinic adds its own in `content/rules.yaml`. What a pattern
cannot see is a check of the same name in `checks/`.
"""
