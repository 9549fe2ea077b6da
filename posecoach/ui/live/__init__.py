"""The camera component and its socket."""
