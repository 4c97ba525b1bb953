"""What the builder and its sites are made of, by whom, and under which licences."""
