"""Vectors of the fold: a set of acts, and the standing they give in any order.

Each case is a row of docs/spec/fold.md and says itself what must be seen in the answer, so that a
generator that errs cannot write its error down as the truth.
"""

from tests.vectors.fold_answers import answers, bases, plain
from tests.vectors.fold_crossings import alternat, replacing, withdrawals
from tests.vectors.fold_forks import forks, many, statements


def cases():
    for family in (
        plain,
        answers,
        bases,
        alternat,
        withdrawals,
        replacing,
        many,
        statements,
        forks,
    ):
        for case in family():
            yield case.written()
