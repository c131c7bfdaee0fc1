-- Save a result: compare-and-set on the attempt, so that an extraction that ran twice leaves one result.
-- KEYS  job, events, active, active bytes, article, text, result, cache
-- ARGV  attempt, job id, now, time to live, result, engine
-- Gives 1; or 0 where this attempt no longer counts.
local job, events, active, bytes, article, text, result, cache = unpack(KEYS)
local state, attempt = unpack(redis.call('HMGET', job, 'state', 'attempt'))

if state ~= 'running' or attempt ~= ARGV[1] then return 0 end
local id, now, ttl, engine = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[6]
redis.call('SET', result, ARGV[5])
redis.call('HSET', article, 'engine', engine)
change(job, events, 'state', 'succeeded', 'stage', 'done', 'share', '1', 'ended', now, 'expires', now + ttl * 1000)
settle(active, bytes, id)
redis.call('HSET', cache, engine, id)
for _, key in ipairs({result, text, article, job, events, cache}) do redis.call('EXPIRE', key, ttl) end
return 1
