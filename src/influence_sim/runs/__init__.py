"""Runs: choose an engine, run worlds, hand back tidy frames, write them safely."""
