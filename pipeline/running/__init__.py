"""Plans shards of inputs and maps one pure function over them."""
