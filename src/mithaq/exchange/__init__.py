"""Exchange: what passes between nodes, and what a stranger can check.

Pure and transport-free: bytes in, bytes and facts out. Pages over HTTPS and bundles on a stick
call one ``ingest``. Specs: docs/spec/exchange.md, docs/spec/bundle.md.
"""
