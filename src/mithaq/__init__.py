"""Mithaq: software by which governments keep what they signed."""

__version__ = "0.1.0"
