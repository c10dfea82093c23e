"""Vectors of admission: sound beginnings, then acts with one fault, each judged as the last."""

from tests.vectors.channel_pasts import forks, keys, manifests, mixed, order
from tests.vectors.channel_places import causes, first_of_two, frame, places, sound
from tests.vectors.door_channel import by_admit
from tests.vectors.lives import given


def cases():
    for name, (fault, code, charter, acts) in found().items():
        asked = given(charter, acts)
        yield {
            "case": name,
            "fault": fault,
            "door": "channel",
            "input": asked,
            "expect": {"code": code} if code else by_admit(asked),
        }


def found():
    told = {}
    for make in (sound, frame, places, causes, order, mixed, keys, manifests, forks, first_of_two):
        for name, fault, code, parties, acts in make():
            case = name if code else "sound_" + name.removeprefix("sound_")
            said = fault if code else f"None: {fault[0].lower()}{fault[1:]}"
            assert case not in told, case
            told[case] = (said, code, parties.charter, acts)
    return told
