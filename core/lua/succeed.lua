-- Save a result: compare-and-set on the attempt, so that an extraction that ran twice leaves one result.
-- KEYS  job, events, active, active bytes, article, text, result, cache, the newsroom's index, articles in an index,
--       metrics
-- ARGV  attempt, job id, now, time to live, result, engine, article id, its part of the index, its time there, its text
--       ('' to leave it as it is), when it was published ('' where unknown), then fields of the metrics in turn
--       with what is added to them
-- Gives 1; or 0 where this attempt no longer counts.
local job, events, active, bytes, article, text, result, cache, prefix, expiry, metrics = unpack(KEYS)
local state, attempt = unpack(redis.call('HMGET', job, 'state', 'attempt'))

if state ~= 'running' or attempt ~= ARGV[1] then return 0 end
local id, now, ttl, engine = ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[6]
redis.call('SET', result, ARGV[5])
if ARGV[10] ~= '' then redis.call('SET', text, ARGV[10]) end
index(prefix, expiry, ARGV[7], ARGV[8], ARGV[9], now, ttl)
redis.call('HSET', article, 'engine', engine, 'published', ARGV[11])
change(job, events, 'state', 'succeeded', 'stage', 'done', 'share', '1', 'ended', now, 'expires', now + ttl * 1000)
settle(active, bytes, id)
redis.call('HSET', cache, engine, id)
for i = 12, #ARGV, 2 do redis.call('HINCRBYFLOAT', metrics, ARGV[i], ARGV[i + 1]) end
for _, key in ipairs({result, text, article, job, events, cache}) do redis.call('EXPIRE', key, ttl) end
return 1
