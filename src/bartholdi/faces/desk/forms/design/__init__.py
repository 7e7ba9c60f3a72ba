"""The designer's forms: a question's words, the options of its kind, its condition, and the sheet that holds them together."""
