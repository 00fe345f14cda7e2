"""What is true of the Hebrew language and its writing, whatever the task."""
