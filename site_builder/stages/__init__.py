"""The stages of a build, one a file: load, parse, plan, render, write; a listing shows what each knows."""
