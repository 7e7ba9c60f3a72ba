"""Pages where keys are used in the browser, the same for the desk and the portal: writing and reading dispatches."""
