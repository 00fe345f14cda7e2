"""Growth figures: changes, rates of change and levels against a target, with the indicator that they speak of."""
