"""Where shards are processed: this process or worker processes."""
