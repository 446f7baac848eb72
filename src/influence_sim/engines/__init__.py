"""Who calls the rules: Mesa's agents (``model.py``) and the compiled engine (``compiled.py``)."""
