"""Contents for desk tests, in the fields of their kinds."""

from __future__ import annotations


def text(english: str, **others: str) -> dict:
    """Give a text in one or more languages."""
    languages = {"en": english, **others}
    return {"is": {code: {"text": words, "role": "working"} for code, words in languages.items()}}


def memorandum(title: str = "Memorandum of understanding on defence cooperation") -> dict:
    return {
        "title": text(title),
        "type": {"is": "mou"},
        "signed_on": {"is": "2026-01-13"},
        "place": text("Rabat"),
    }


def area(code: str = "cybersecurity", status: str = "possible") -> dict:
    return {"code": {"is": code}, "title": text(code), "status": {"is": status}}


def commitment(
    *parties: str, title: str = "Exchange lists of courses", due: str = "2027-03"
) -> dict:
    legs = [{"party": party, "due": due} for party in parties]
    return {"title": text(title), "legs": {"is": legs}}


def activity(title: str = "Seminar on peacekeeping", reference: str = "2027/EV/12") -> dict:
    return {
        "reference": {"is": reference},
        "title": text(title),
        "type": {"is": "seminar"},
        "period": {"is": "2027-11-23/2027-11-24"},
        "host": {"is": "pk"},
        "cost_rule": {"is": "own"},
        "contacts": {"is": [{"party": "ma"}, {"party": "pk"}]},
    }


def programme(*pins: dict, year: int = 2027) -> dict:
    listed = {"activities": {"is": list(pins)}} if pins else {}
    return {"title": text(f"Programme {year}"), "year": {"is": year}, **listed}


def source(title: str = "A report") -> dict:
    return {"title": text(title), "language": {"is": "fr"}}


def example(title: str = "A thing") -> dict:
    return {"title": text(title)}
