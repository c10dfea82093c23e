"""The vocabulary: every closed list, as data with labels in five languages."""
