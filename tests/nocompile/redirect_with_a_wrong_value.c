/* expect: expects argument of type */
#include "lib/app/app.h"

result f(struct req *rq, int64_t id);
result f(struct req *rq, int64_t id)
{
  return redirect(rq, "/deals/%s", id);
}
