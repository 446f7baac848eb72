"""WHAT is simulated: facts, assumptions and choices as data, and the one place where names become indices."""
