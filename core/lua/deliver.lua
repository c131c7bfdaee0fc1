-- Make a delivery of an entry of the outbox.
-- KEYS  outbox, delivery, deliveries that are due, deliveries of the newsroom
-- ARGV  entry, delivery id, now, time to live, the delivery's fields
-- Gives 1; or 0 where the entry is gone: another has made its delivery.
local outbox, delivery, due, list = unpack(KEYS)
if redis.call('ZREM', outbox, ARGV[1]) == 0 then return 0 end
redis.call('HSET', delivery, unpack(ARGV, 5))
redis.call('EXPIRE', delivery, ARGV[4])
redis.call('ZADD', due, ARGV[3], ARGV[2])
redis.call('ZADD', list, ARGV[3], ARGV[2])
return 1
