-- Forget an article: its text, its result, and every way to find it. The job's record stays until it expires.
-- KEYS  article, text, result, cache
-- ARGV  engine, job id
-- Gives how many of article, text and result were there.
local article, text, result, cache = unpack(KEYS)
if redis.call('HGET', cache, ARGV[1]) == ARGV[2] then redis.call('HDEL', cache, ARGV[1]) end
return redis.call('DEL', article, text, result)
