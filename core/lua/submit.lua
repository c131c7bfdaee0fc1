-- Admit an article, or refuse it: the records, the text and the queue entry appear together or not at all.
-- KEYS  active, active bytes, job, events, article, text, RQ job, RQ queue, RQ set of queues, waiting, engine, and the three
--       of `enter`, if the caller is still to be let in
-- ARGV  most jobs, most bytes, job id, size of the text, now, due, text, then three counts (article, job, RQ fields), the
--       newsroom, digest of the submission ('' not to look who has read it), then the fields; then the four arguments of
--       `enter`, and the scope that the API key must have: its newsroom is the submission's
-- Gives {'queued', place in the queue}, {'there'} if it is there already (so it is safe to send twice), {'known', job, engine} if
-- that job has read this text with this engine, or {'jobs'} or {'bytes'}, the limit that is reached. Where the caller had to be
-- let in, what `enter` gave comes last; {'refused'} is before it if nothing was done.

-- The queue is in the order of due times: step in front of the first job that is due later. (One that has gone to a worker
-- meanwhile is no longer in the list.)
local function enqueue(queue, waiting, id, due)
    redis.call('ZADD', waiting, due, id)
    while true do
        local later = redis.call('ZRANGEBYSCORE', waiting, '(' .. due, '+inf', 'LIMIT', 0, 1)[1]
        if not later then return redis.call('RPUSH', queue, id) - 1 end
        if redis.call('LINSERT', queue, 'BEFORE', later, id) > 0 then return redis.call('LPOS', queue, id) end
        redis.call('ZREM', waiting, later)
    end
end

local active, bytes, job, events, article, text, rq_job, rq_queue, rq_queues, waiting, engine, record, all, windows = unpack(KEYS)
local id, size, newsroom, digest = ARGV[3], tonumber(ARGV[4]), ARGV[11], ARGV[12]
local first_article, n_article, n_job, n_rq = 13, tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local first_job = first_article + n_article
local first_rq = first_job + n_job
local entry

if record then
    local gate = first_rq + n_rq
    entry = enter({record, all, windows, unpack(ARGV, gate, gate + 3)})
    local known = entry[6]
    if entry[1] ~= '' or entry[2] == 0 then return {'refused', entry} end
    if not string.find(' ' .. known[3] .. ' ', ' ' .. ARGV[gate + 4] .. ' ', 1, true) then return {'refused', entry} end
    newsroom = known[2]
end
if redis.call('EXISTS', job) == 1 then return {'there', entry} end
if digest ~= '' then
    local name = redis.call('HMGET', engine, 'name', 'version', 'model')
    local made_by = name[1] and table.concat(name, '/')
    local known = made_by and redis.call('HGET', 'qw:cache:' .. newsroom .. ':' .. digest, made_by)
    if known then return {'known', known, made_by, entry} end
end
if redis.call('ZCARD', active) >= tonumber(ARGV[1]) then return {'jobs', entry} end
if tonumber(redis.call('HGET', bytes, 'total') or '0') + size > tonumber(ARGV[2]) then return {'bytes', entry} end

redis.call('HSET', article, 'newsroom', newsroom, unpack(ARGV, first_article, first_job - 1))
redis.call('SET', text, ARGV[7])
change(job, events, 'newsroom', newsroom, unpack(ARGV, first_job, first_rq - 1))
redis.call('HSET', rq_job, unpack(ARGV, first_rq, first_rq + n_rq - 1))
redis.call('SADD', rq_queues, rq_queue)
local place = enqueue(rq_queue, waiting, id, ARGV[6])
redis.call('ZADD', active, ARGV[5], id)
redis.call('HSET', bytes, id, size)
redis.call('HINCRBY', bytes, 'total', size)
return {'queued', place, entry}
