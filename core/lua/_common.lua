-- Put in front of every script of this folder.

local ENDS = {succeeded = true, failed = true, canceled = true}

-- Put a job or batch that has ended into the outbox of webhooks, if somebody wants to be called.
local function announce(record)
    local id, callback = unpack(redis.call('HMGET', record, 'id', 'callback'))
    if callback and callback ~= '' then redis.call('ZADD', 'qw:outbox', redis.call('TIME')[1] .. '000', id) end
end

-- One line of a batch is done with; with the last one, the batch has ended.
local function close_line(batch)
    if redis.call('EXISTS', batch) == 0 or redis.call('HINCRBY', batch, 'open', -1) > 0 then return end
    local time, ttl = redis.call('TIME'), redis.call('HGET', batch, 'ttl')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    redis.call('HSET', batch, 'ended', now, 'expires', now + ttl * 1000)
    redis.call('EXPIRE', batch, ttl)
    redis.call('EXPIRE', batch .. ':lines', ttl)
    announce(batch)
end

-- A job's version (its events' ids) goes up by this with each change, and by one with each note of progress. Such notes
-- are not written to disk: what comes after them must be later than they were, even if Redis was killed and has lost them.
local CHANGE = 1000000

-- Tell those who listen to a job's events how it is now.
local function tell(job, events, version)
    local now = redis.call('HMGET', job, 'state', 'stage', 'share', 'attempt', 'batch')
    redis.call('XADD', events, 'MAXLEN', 100, string.format('%.0f-0', version),
        'state', now[1], 'stage', now[2] or '', 'share', now[3] or '0', 'attempt', now[4] or '0')
    return now[1], now[5]
end

-- Set fields of a job, count its version up and tell those who listen to its events.
local function change(job, events, ...)
    local before = tonumber(redis.call('HGET', job, 'version') or '0')
    local version = before - before % CHANGE + CHANGE
    redis.call('HSET', job, 'version', string.format('%.0f', version), ...)
    local state, batch = tell(job, events, version)
    if ENDS[state] and batch and batch ~= '' then close_line('qw:batch:' .. batch) end
end

-- Take a job off the list of those that wait or run.
local function settle(active, bytes, id)
    announce('qw:job:' .. id)
    redis.call('ZREM', active, id)
    redis.call('ZREM', 'qw:waiting', id)
    local size = redis.call('HGET', bytes, id)
    if size then
        redis.call('HDEL', bytes, id)
        redis.call('HINCRBY', bytes, 'total', -tonumber(size))
    end
end

-- Call HSET or ZADD with many arguments (Lua hands over no more than some thousands at a time).
local function call_with(command, key, list)
    for i = 1, #list, 1000 do redis.call(command, key, unpack(list, i, math.min(i + 999, #list))) end
end

-- A table as a list of its keys and values in turn.
local function flat(fields)
    local list = {}
    for name, value in pairs(fields) do
        list[#list + 1] = name
        list[#list + 1] = value
    end
    return list
end

-- Put an article into the index of quotes and experts (core/indexing.py): `packed` holds its postings and what is shown.
-- `moment` is the time by which its quotes are sorted; everything lives `ttl` seconds from `now` (milliseconds).
local function post(prefix, article, postings, moment, ttl)
    for suffix, ids in pairs(postings) do
        local list, members = prefix .. ':' .. suffix, {}
        for id, weight in string.gmatch(ids, '([^ =]+)=?(%d*)') do
            members[#members + 1] = weight ~= '' and weight or moment
            members[#members + 1] = article .. '/' .. id
        end
        call_with('ZADD', list, members)
        redis.call('EXPIRE', list, ttl)
    end
    call_with('HSET', prefix .. ':of:' .. article, flat(postings))
end

local function keep_index(prefix, expiry, article, now, ttl)
    redis.call('EXPIRE', prefix .. ':entries:' .. article, ttl)
    redis.call('EXPIRE', prefix .. ':of:' .. article, ttl + 86400)  -- it is what the postings are taken out by, afterwards
    redis.call('ZADD', expiry, now + ttl * 1000, prefix .. '|' .. article)
end

local function index(prefix, expiry, article, packed, moment, now, ttl)
    local given = cjson.decode(packed)
    post(prefix, article, given.postings, moment, ttl)
    call_with('HSET', prefix .. ':entries:' .. article, flat(given.entries))
    keep_index(prefix, expiry, article, now, ttl)
end

-- The same postings and entries for another article with a copy of the result.
local function index_copy(prefix, expiry, from, article, moment, now, ttl)
    local of, postings = redis.call('HGETALL', prefix .. ':of:' .. from), {}
    for i = 1, #of, 2 do postings[of[i]] = of[i + 1] end
    post(prefix, article, postings, moment, ttl)
    redis.call('COPY', prefix .. ':entries:' .. from, prefix .. ':entries:' .. article, 'REPLACE')
    keep_index(prefix, expiry, article, now, ttl)
end

local function unindex(prefix, expiry, article)
    local of = redis.call('HGETALL', prefix .. ':of:' .. article)
    for i = 1, #of, 2 do
        for id in string.gmatch(of[i + 1], '([^ =]+)=?%d*') do
            redis.call('ZREM', prefix .. ':' .. of[i], article .. '/' .. id)
        end
    end
    redis.call('DEL', prefix .. ':of:' .. article, prefix .. ':entries:' .. article)
    redis.call('ZREM', expiry, prefix .. '|' .. article)
end

local function is_final(state)
    return state == 'succeeded' or state == 'failed' or state == 'canceled'
end


-- Who calls, and whether they may call again so soon. Counts the request.
-- `gate`: the API key's record ('' without a key), all API keys, prefix of the windows, now, length of the window, requests in
-- it if the key states none, the name to count by without a key.
-- Gives {'unknown'}: no such key, or revoked. {'needed'}: without a key, although there are some. Else
--     {'', 1 if within the limit, limit, requests left, when more is free, {id, newsroom, scopes, rate}}
local function enter(gate)
    local record, all, prefix, now, length, limit, name = unpack(gate)
    now, length, limit = tonumber(now), tonumber(length), tonumber(limit)

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
    redis.set_repl(redis.REPL_ALL)
    local free = (tonumber(oldest) or now) + length
    return {'', within, limit, math.max(0, limit - count), free, known}
end
