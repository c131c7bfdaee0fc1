"""What the API and the workers share: settings, Redis keys, records, the queue.

May import: the standard library, redis, rq (its queue and job, not its worker). Never Flask, never ``workers``.
A new Redis key goes into :mod:`core.keys`, a new setting into :mod:`core.settings`, a new error into
:mod:`core.errors`, an atomic step into ``core/lua`` with its caller in the module that owns the record.
"""
