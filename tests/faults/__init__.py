"""Faults: kills, full and broken disks, wrong clocks, many writers. See ``nursery``."""
