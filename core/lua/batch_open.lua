-- Begin a batch, unless it has been begun.
-- KEYS  batch
-- ARGV  time to live, then the fields
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
