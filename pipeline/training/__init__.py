"""What makes the models: training data, recipes and packaging. Nothing here is imported when a pipeline runs."""
