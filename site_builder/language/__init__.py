"""What a text says, for rules that read it as a person would: its passages, its sentences, how hard it is to read."""
