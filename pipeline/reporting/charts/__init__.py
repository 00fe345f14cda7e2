"""One module a chart: what it asks the dataset and how the answer is drawn."""
