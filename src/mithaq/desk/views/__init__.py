"""Views: what a person at the desk reads, filtered for them, frozen, own side first.

Only these read the standing for people (decision 27): pages and commands never touch the fold.
Every view takes the viewer; what is above their clearance is absent from it, and counted nowhere.
"""

from .find import channel_named, found
from .history import Entry, Remark, conversation, history
from .register import Line, Page, Private, record, register
from .standing import standing, troubles
from .waiting import Due, Item, Waiting, due, waiting

__all__ = [
    "Due",
    "Entry",
    "Item",
    "Line",
    "Page",
    "Private",
    "Remark",
    "Waiting",
    "channel_named",
    "conversation",
    "due",
    "found",
    "history",
    "record",
    "register",
    "standing",
    "troubles",
    "waiting",
]
