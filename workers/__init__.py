"""The RQ workers: what turns a queued job into a stored result."""
