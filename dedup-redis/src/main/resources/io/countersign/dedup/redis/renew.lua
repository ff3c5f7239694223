-- Extends the lease of a claim. KEYS[1]: the record. ARGV: fence (8 bytes), lease in ms. Replies D done | L lost.
local record = redis.call('GET', KEYS[1])
if not record or string.sub(record, 2, 9) ~= ARGV[1] or string.sub(record, 1, 1) ~= 'P' then
  return 'L'
end
local clock = redis.call('TIME')
local leaseUntil = math.floor((clock[1] * 1000000 + clock[2]) / 1000) + tonumber(ARGV[2])
local expires = struct.unpack('>I8', record, 26)
local written = string.sub(record, 1, 37) .. struct.pack('>I8', leaseUntil) .. string.sub(record, 46)
redis.call('SET', KEYS[1], written, 'PXAT', string.format('%.0f', math.max(expires, leaseUntil)))
return 'D'
