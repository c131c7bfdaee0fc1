-- Admit an article, or refuse it: the records, the text and the queue entry appear together or not at all.
-- KEYS  active, active bytes, job, events, article, text, RQ job, RQ queue, RQ set of queues, waiting, engine,
--       who has read this text ('' not to look)
-- ARGV  most jobs, most bytes, job id, size of the text, now, due, text, then three counts (article, job, RQ fields) and the fields
-- Gives {'queued', place in the queue}, {'there'} if it is there already (so it is safe to send twice), {'known', job, engine} if
-- that job has read this text with this engine, or {'jobs'} or {'bytes'}, the limit that is reached.

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

local active, bytes, job, events, article, text, rq_job, rq_queue, rq_queues, waiting, engine, read = unpack(KEYS)
local id, size = ARGV[3], tonumber(ARGV[4])

if redis.call('EXISTS', job) == 1 then return {'there'} end
if read ~= '' then
    local name = redis.call('HMGET', engine, 'name', 'version', 'model')
    local made_by = name[1] and table.concat(name, '/')
    local known = made_by and redis.call('HGET', read, made_by)
    if known then return {'known', known, made_by} end
end
if redis.call('ZCARD', active) >= tonumber(ARGV[1]) then return {'jobs'} end
if tonumber(redis.call('HGET', bytes, 'total') or '0') + size > tonumber(ARGV[2]) then return {'bytes'} end

local first, n_article, n_job, n_rq = 11, tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
redis.call('HSET', article, unpack(ARGV, first, first + n_article - 1))
redis.call('SET', text, ARGV[7])
first = first + n_article
change(job, events, unpack(ARGV, first, first + n_job - 1))
first = first + n_job
redis.call('HSET', rq_job, unpack(ARGV, first, first + n_rq - 1))
redis.call('SADD', rq_queues, rq_queue)
local place = enqueue(rq_queue, waiting, id, ARGV[6])
redis.call('ZADD', active, ARGV[5], id)
redis.call('HSET', bytes, id, size)
redis.call('HINCRBY', bytes, 'total', size)
return {'queued', place}
