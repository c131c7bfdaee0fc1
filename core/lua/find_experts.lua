-- The things with the highest sum of weighted scores over some posting lists, of those that stand in all of some others.
-- KEYS  weighted posting lists, then lists in which each must stand
-- ARGV  how many of the first, how many results, then a weight for each of the first
-- Gives names and sums in turn, the highest first.
local ranked, wanted = tonumber(ARGV[1]), tonumber(ARGV[2])
local union = {'ZUNION', ranked}
for i = 1, ranked do union[#union + 1] = KEYS[i] end
union[#union + 1] = 'WEIGHTS'
for i = 1, ranked do union[#union + 1] = ARGV[2 + i] end
union[#union + 1] = 'WITHSCORES'
local all, found = redis.call(unpack(union)), {}

for i = #all - 1, 1, -2 do
    local stands = true
    for k = ranked + 1, #KEYS do
        if not redis.call('ZSCORE', KEYS[k], all[i]) then stands = false end
    end
    if stands then
        found[#found + 1] = all[i]
        found[#found + 1] = all[i + 1]
        if #found >= 2 * wanted then break end
    end
end
return found
