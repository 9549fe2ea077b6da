"""What ``posecoach doctor`` looks at: the program, the computer, and what is stored on it."""
