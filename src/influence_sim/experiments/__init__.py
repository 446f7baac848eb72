"""Experiments: strategies compared under the same luck, and what follows from it."""
