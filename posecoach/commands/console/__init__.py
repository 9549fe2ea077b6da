"""What the commands share: options, output files, progress and tables."""
