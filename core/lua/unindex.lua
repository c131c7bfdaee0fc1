-- Take an article out of the index of quotes and experts.
-- KEYS  prefix of the newsroom's index, zset of the articles in an index by when they expire
-- ARGV  article id
unindex(KEYS[1], KEYS[2], ARGV[1])
return 1
