-- One round trip before every request: who calls, whether they may call again so soon, and what they are about to ask for.
-- KEYS  the API key's record ('' without a key), all API keys, prefix of the windows, the hash asked for ('' for none)
-- ARGV  now, length of the window, requests in it if the key states none, the name to count by without a key,
--       then the wanted fields of the hash asked for
-- Gives what `enter` does, and the wanted fields as the seventh.
local entry = enter({KEYS[1], KEYS[2], KEYS[3], unpack(ARGV, 1, 4)})
if entry[1] == '' then entry[7] = KEYS[4] ~= '' and redis.call('HMGET', KEYS[4], unpack(ARGV, 5)) or {} end
return entry
