/* expect: incompatible type */
#include "lib/app/app.h"

void f(struct view *v, int64_t cents);
void f(struct view *v, int64_t cents)
{
  view_put_money(v, "Deal.Budget", cents);
}
