"""Figures, each a ratio to a primitive measured in the same run."""
