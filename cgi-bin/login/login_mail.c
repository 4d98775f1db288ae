/* Our own people by mail: the pages that they share with the portals' visitors, at this area's place. */
#include "cgi-bin/login/login.h"

static result enter(struct req *rq, const struct signin *done)
{
  return login_enter(rq, done, "mail");
}

const struct signin_place login_place = { .at = "/login", .enter = enter };

result login_code(struct req *rq)
{
  return signin_code_page(rq, &login_place);
}

result login_code_check(struct req *rq)
{
  return signin_code_check(rq, &login_place);
}

result login_confirm(struct req *rq)
{
  return signin_link_page(rq, &login_place);
}

result login_confirm_use(struct req *rq)
{
  return signin_link_use(rq, &login_place);
}
