"""Views: what a person at the desk reads, filtered for them, frozen, own side first.

Only these read the standing for people (decision 27): pages and commands never touch the fold.
Every view takes the viewer; what is above their clearance is absent from it, and counted nowhere.
"""

from .find import NATIONAL, channel_named, found, request_named
from .history import Entry, Remark, conversation, history
from .register import Line, Page, Private, record, register
from .requests import Request, requests
from .standing import Peer, peers, standing, troubles
from .waiting import Due, Item, Waiting, due, waiting

__all__ = [
    "NATIONAL",
    "Due",
    "Entry",
    "Item",
    "Line",
    "Page",
    "Peer",
    "Private",
    "Remark",
    "Request",
    "Waiting",
    "channel_named",
    "conversation",
    "due",
    "found",
    "history",
    "peers",
    "record",
    "register",
    "request_named",
    "requests",
    "standing",
    "troubles",
    "waiting",
]
