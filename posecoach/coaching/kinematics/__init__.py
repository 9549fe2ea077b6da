"""From a pose to measures, each with its error."""
