"""Every Redis key of Quotewire, each made by one function here. RQ's own keys begin with ``rq:``.

    key                           type    holds                                                   lives
    qw:article:<article>          hash    what was submitted, but for the text (records.Article)  with its job
    qw:text:<article>             string  the submitted text, deflated UTF-8 (wrapped, until read) with its job
    qw:result:<article>           string  the engine's result, deflated JSON                      RESULT_TTL
    qw:job:<job>                  hash    state, attempt, times, error (records.Job)              RESULT_TTL after it
    qw:job:<job>:events           stream  one entry a change of the job, newest 100               with its job
    qw:active                     zset    jobs that wait or run, by time of submission            until they end
    qw:active:bytes               hash    job -> bytes of its text; `total` is their sum          until they end
    qw:cache:<newsroom>:<digest>  hash    engine -> job that read this text and options           RESULT_TTL
    qw:index:<newsroom>           -       prefix of the index of quotes and experts:
      …:<kind>:<field>:<word>     zset    `<article>/<quote or source>`: what has this word       RESULT_TTL
      …:of:<article>              hash    the article's postings, to take them out by             a day longer
      …:entries:<article>         hash    what is shown of its quotes and experts                 RESULT_TTL
    qw:index:expiry               zset    articles in an index, by when they expire               reaper
    qw:outbox                     zset    jobs that have ended and whose webhook is to be made      reaper
    qw:delivery:<delivery>        hash    a webhook's delivery (webhooks.Delivery)                  30 days
    qw:deliveries:<newsroom>      zset    the newsroom's deliveries, by time                        30 days after last
    qw:due                        zset    deliveries to be tried, by when                           until they end
    qw:secret:<newsroom>          hash    the secrets that sign its webhooks                        for good
    qw:metrics                    hash    counters and histograms (metrics.Metrics)                 for good
    qw:engine                     hash    name, version, model of the workers' engine             for good
    qw:workers                    zset    live workers, by their last sign of life                reaper
    qw:apikeys                    hash    API key's id -> its digest                              for good
    qw:apikey:<digest>            hash    newsroom, scopes, name (apikeys.ApiKey)                 for good
    qw:batch:<batch>              hash    lines in all, lines open, times (batches.Batch)         RESULT_TTL after it
    qw:batch:<batch>:lines        hash    line -> its job, or why it was refused                  with its batch
    qw:idempotency:<owner>:<key>  hash    what a request with this key did, by API key and hash   a day
    qw:waiting                    zset    jobs that wait, by the time they are due                until they start
    qw:limits:<key>               list    when the API key's requests of the last minute came      a minute
    qw:lock:<name>                string  who does a task that only one may do                    its own TTL

Times are milliseconds since 1970. A purge (``DELETE /v1/articles/…``) removes article, text, result and cache entry. A
new index over articles must be removed there too: ``core/lua/purge.lua`` is the one place.
"""

from __future__ import annotations


def article(article_id: str) -> str:
    """Hash: what was submitted, but for the text."""
    return f"qw:article:{article_id}"


def text(article_id: str) -> str:
    """String: the submitted text."""
    return f"qw:text:{article_id}"


def result(article_id: str) -> str:
    """String: the engine's result."""
    return f"qw:result:{article_id}"


def job(job_id: str) -> str:
    """Hash: the job's record."""
    return f"qw:job:{job_id}"


def events(job_id: str) -> str:
    """Stream: the job's changes."""
    return f"qw:job:{job_id}:events"


def active() -> str:
    """Sorted set: jobs that wait or run."""
    return "qw:active"


def active_bytes() -> str:
    """Hash: how many bytes of text they hold."""
    return "qw:active:bytes"


def cache(newsroom: str, digest: str) -> str:
    """Hash: which finished job has read this submission, by engine. Named in ``core/lua/submit.lua`` too."""
    return f"qw:cache:{newsroom}:{digest}"


def index(newsroom: str) -> str:
    """Prefix of the newsroom's index of quotes and experts."""
    return f"qw:index:{newsroom}"


def index_expiry() -> str:
    """Sorted set: ``<index>|<article>``, by when its result expires."""
    return "qw:index:expiry"


def outbox() -> str:
    """Sorted set: jobs that have ended and whose webhook is to be made. Named in ``core/lua/_common.lua`` too."""
    return "qw:outbox"


def delivery(delivery_id: str) -> str:
    """Hash: a webhook's delivery."""
    return f"qw:delivery:{delivery_id}"


def deliveries(newsroom: str) -> str:
    """Sorted set: the newsroom's deliveries."""
    return f"qw:deliveries:{newsroom}"


def deliveries_due() -> str:
    """Sorted set: deliveries to be tried."""
    return "qw:due"


def webhook_secret(newsroom: str) -> str:
    """Hash: the secrets that sign the newsroom's webhooks."""
    return f"qw:secret:{newsroom}"


def metrics() -> str:
    """Hash: counters and histograms."""
    return "qw:metrics"


def engine() -> str:
    """Hash: the engine that the workers run."""
    return "qw:engine"


def workers() -> str:
    """Sorted set: live workers."""
    return "qw:workers"


def api_keys() -> str:
    """Hash: the digests of the API keys, by id."""
    return "qw:apikeys"


def api_key(digest: str) -> str:
    """Hash: an API key's record, by the SHA-256 of its secret."""
    return f"qw:apikey:{digest}"


def batch(batch_id: str) -> str:
    """Hash: a batch's record. Named in ``core/lua/_common.lua`` too."""
    return f"qw:batch:{batch_id}"


def batch_lines(batch_id: str) -> str:
    """Hash: what became of each line of a batch."""
    return f"qw:batch:{batch_id}:lines"


def idempotency(owner: str, key: str) -> str:
    """Hash: what a request with this idempotency key did. ``owner`` is the API key's id, ``key`` a hash."""
    return f"qw:idempotency:{owner}:{key}"


def waiting() -> str:
    """Sorted set: jobs that wait for their first turn, by the time they are due: the order of RQ's list, behind what
    was tried before. Named in ``core/lua/_common.lua`` too.
    """
    return "qw:waiting"


def limits(key_id: str) -> str:
    """List: when an API key's requests came. Without an id the prefix, behind which ``core/lua/enter.lua`` puts it."""
    return f"qw:limits:{key_id}"


def lock(name: str) -> str:
    """String: the holder of a lock."""
    return f"qw:lock:{name}"
