-- End a try at an idempotency key, if it is still ours.
-- KEYS  record
-- ARGV  token, how it ended ('answered'; 'refused': nothing was accepted, forget the key; 'open': unknown, try again), answer
local record = KEYS[1]
if redis.call('HGET', record, 'token') ~= ARGV[1] then return 0 end
if ARGV[2] == 'answered' then redis.call('HSET', record, 'answer', ARGV[3])
elseif ARGV[2] == 'refused' then redis.call('DEL', record)
else redis.call('HSET', record, 'until', '0') end
return 1
