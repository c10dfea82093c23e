"""Acts, signatures, the chain, and the fold of consent."""
