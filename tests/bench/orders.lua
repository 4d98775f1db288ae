-- wrk's script: each request is an order of its own (ORDER_BODY with its id in place of EXTERNAL_ID, its customer in place of CUSTOMER), and the figures are one line of JSON.
local n, body, customers = 0, os.getenv("ORDER_BODY"), {}
for id in os.getenv("ORDER_CUSTOMERS"):gmatch("%w+") do customers[#customers + 1] = id end
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("ORDER_KEY") }
local mark = os.getenv("ORDER_MARK")
function request()
  n = n + 1
  local sent = body:gsub("EXTERNAL_ID", mark .. n):gsub("CUSTOMER", customers[n % #customers + 1])
  return wrk.format("POST", "/api/v1/orders", headers, sent)
end
function done(summary, latency)
  io.write(string.format('{"requests":%d,"us":%d,"failed":%d,"p99_us":%d}\n', summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, latency:percentile(99)))
end
