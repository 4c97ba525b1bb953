"""How hosts answer for a site: what they say with each file (`answers`), and one module for each kind of host."""
