"""How the engine's model is made. Never imported at run time."""
