"""The subcommands of ``posecoach``, one module each."""
