-- Forget an article: its text, its result, and every way to find it. The job's record stays until it expires.
-- KEYS  article, text, result, cache, the newsroom's index, articles in an index
-- ARGV  engine, job id, article id
-- Gives how many of article, text and result were there.
local article, text, result, cache, prefix, expiry = unpack(KEYS)
unindex(prefix, expiry, ARGV[3])
if redis.call('HGET', cache, ARGV[1]) == ARGV[2] then redis.call('HDEL', cache, ARGV[1]) end
return redis.call('DEL', article, text, result)
