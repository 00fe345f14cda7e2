"""Facts as rows of Parquet tables: schemas, rows, and the store that commits them."""
