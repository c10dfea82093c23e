"""What the acts mean: instruments, bodies, areas, programmes, activities, commitments.

Pure: no clock, no dice, no files. Everything here is a function of acts and contents
(docs/spec/agreement.md); dates to look at the record by are arguments.
"""
