-- Things that stand in every one of some posting lists, newest first, from where the last page ended.
-- KEYS  the posting lists, scored by time
-- ARGV  earliest and latest time, time and name of the last one of the page before ('' for the first page), how many
-- Gives names and times in turn.
local since, till, last_time, last_name, wanted = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local base, size
for _, key in ipairs(KEYS) do
    local count = redis.call('ZCARD', key)
    if not size or count < size then base, size = key, count end
end

local function in_all(name)
    for _, key in ipairs(KEYS) do
        if key ~= base and not redis.call('ZSCORE', key, name) then return false end
    end
    return true
end

local found, offset, chunk = {}, 0, 500
if last_time ~= '' then till = last_time end
while #found < 2 * wanted do
    local part = redis.call('ZREVRANGEBYSCORE', base, till, since, 'WITHSCORES', 'LIMIT', offset, chunk)
    for i = 1, #part, 2 do
        local fresh = last_time == '' or tonumber(part[i + 1]) < tonumber(last_time) or part[i] < last_name
        if fresh and in_all(part[i]) then
            found[#found + 1] = part[i]
            found[#found + 1] = part[i + 1]
            if #found == 2 * wanted then return found end
        end
    end
    if #part < 2 * chunk then return found end
    offset = offset + chunk
end
return found
