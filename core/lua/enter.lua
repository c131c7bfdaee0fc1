-- One round trip before every request: who calls, whether they may call again so soon, and what they are about to ask for.
-- KEYS  the API key's record ('' without a key), all API keys, prefix of the windows, the hash asked for ('' for none)
-- ARGV  now, length of the window, requests in it if the key states none, the name to count by without a key,
--       then the wanted fields of the hash asked for
-- Gives {'unknown'}: no such key, or revoked. {'needed'}: without a key, although there are some. Else
--       {'', 1 if within the limit, limit, requests left, when more is free, {id, newsroom, scopes, rate}, the wanted fields}
local record, all, prefix, ahead = unpack(KEYS)
local now, length, limit, name = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]

local known = {}
if record ~= '' then
    known = redis.call('HMGET', record, 'id', 'newsroom', 'scopes', 'rate', 'revoked')
    if not known[1] or known[5] then return {'unknown'} end
    name = known[1]
    if known[4] ~= '' then limit = tonumber(known[4]) end
elseif redis.call('EXISTS', all) == 1 then
    return {'needed'}
end

-- The times of the requests within the window, the newest first: exact, and nothing is ever gone through twice. They are
-- kept out of the append-only file, so that reading costs no fsync; and a full Redis must not keep anybody from reading.
redis.set_repl(redis.REPL_NONE)
local window = prefix .. name
local oldest = redis.call('LINDEX', window, -1)
while oldest and tonumber(oldest) <= now - length do
    redis.call('RPOP', window)
    oldest = redis.call('LINDEX', window, -1)
end
local count = redis.call('LLEN', window)
local within = count < limit and 1 or 0
if within == 1 then
    redis.pcall('LPUSH', window, now)
    redis.call('PEXPIRE', window, length)
    count = count + 1
end
local free = (tonumber(oldest) or now) + length

local wanted = {}
if ahead ~= '' then wanted = redis.call('HMGET', ahead, unpack(ARGV, 5)) end
return {'', within, limit, math.max(0, limit - count), free, known, wanted}
