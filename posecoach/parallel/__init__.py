"""Jobs on several processor cores, or on several computers."""
