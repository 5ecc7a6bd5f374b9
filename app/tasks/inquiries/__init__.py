"""Sorting customers' inquiries: rules first, then statistics, then the model where they are unsure."""
