"""Lists of retractions: what Retraction Watch knows of works, read without a network once it is there.

`retraction_watch.py` reads the list as Crossref publishes it, `pinned.py` keeps a compact copy with its date,
`places.py` says where copies stand, `listing.py` which of a list's works a reference means, `noticing.py` tells
references what the list says of them, and `refreshing.py` brings a lock up to date.
"""
