"""How a result is shown: filtered and in pages, with offsets in another unit, as linked data, as a table.

Pure functions from the result's dictionaries to what is sent. Nothing here knows Flask or Redis; a new way to show a
result is a new module here and a media type in :mod:`service.negotiation`.
"""
