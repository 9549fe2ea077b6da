"""Sessions in a database, and what they show over weeks."""
