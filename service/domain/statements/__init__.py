"""From judged pairs to statements: grouping, and what a statement says of itself."""
