"""One blueprint a resource. A handler parses, calls and answers; it decides nothing else."""
