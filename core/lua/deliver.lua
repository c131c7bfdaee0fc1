-- Make a delivery of an entry of the outbox.
-- KEYS  outbox, delivery, deliveries that are due, deliveries of the newsroom
-- ARGV  entry, delivery id, now, time to live, the delivery's fields
-- Gives 1; or 0 where the entry is gone: another has made its delivery.
local outbox, delivery, due, list = unpack(KEYS)
local now, ttl = tonumber(ARGV[3]), tonumber(ARGV[4])
if redis.call('ZREM', outbox, ARGV[1]) == 0 then return 0 end
redis.call('HSET', delivery, unpack(ARGV, 5))
redis.call('EXPIRE', delivery, ttl)
redis.call('ZADD', due, now, ARGV[2])
redis.call('ZADD', list, now, ARGV[2])
redis.call('ZREMRANGEBYSCORE', list, '-inf', now - ttl * 1000)
redis.call('EXPIRE', list, ttl)
return 1
