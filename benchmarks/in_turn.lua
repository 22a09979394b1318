-- wrk reads the paths in the file that PATHS names, one after another.
local requests, at = {}, 0

function init()
   for path in io.lines(os.getenv("PATHS")) do
      requests[#requests + 1] = wrk.format("GET", path)
   end
end

function request()
   at = at % #requests + 1
   return requests[at]
end
