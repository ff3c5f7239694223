-- For wrk: sends each delivery of a file once. The file is the argument; Ammunition writes it.
local lines
local before, between, after

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local timestamp = file:read("*l")
  local body = file:read("*l")
  lines = file:lines()
  before = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
    .. "\r\nContent-Type: application/json\r\nUser-Agent: wrk\r\nAccept: */*\r\nContent-Length: " .. #body
    .. "\r\nwebhook-timestamp: " .. timestamp .. "\r\nwebhook-id: "
  between = "\r\nwebhook-signature: "
  after = "\r\n\r\n" .. body
end

function request()
  local line = lines()
  if not line then
    io.stderr:write("the deliveries of this burst are used up\n")
    os.exit(3)
  end
  -- "msg_" with 23 characters, a space, the signature.
  return before .. line:sub(1, 27) .. between .. line:sub(29) .. after
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("result %d %d %d %d %d\n",
    summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
