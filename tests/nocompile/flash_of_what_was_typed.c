/* expect: format not a string literal */
#include "lib/app/app.h"

void f(struct req *rq);
void f(struct req *rq)
{
  flash(rq, req_param(rq, "name"));
}
