#include "lib/app/app.h"

result deal_save(struct req *rq);
result deal_save(struct req *rq)
{
  flash(rq, t("%d deals are registered."), 3);
  return redirect(rq, "/deals/%s", "x");
}
