"""The tool box behind run.py: one idea a file. Only `docs` and `untranslated` need the environment; the rest is standard library."""
