"""Faces: what a person types and reads."""
