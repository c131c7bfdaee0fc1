"""Quotewire on one machine: ``make run`` and ``make demo``.

    __main__.py    the command           stack.py      which processes, in which order
    redis_server.py  the embedded Redis  processes.py  starting, watching, stopping
    demo.py        reads the seed article through the API and prints the result

Starts the service as its own processes; imports neither ``service`` nor ``workers``.
"""
