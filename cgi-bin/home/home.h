#ifndef PORTICO_HOME_H
#define PORTICO_HOME_H

#include "lib/app/app.h"

result home_page(struct req *rq);
result home_brand(struct req *rq);
result home_logo(struct req *rq);
result home_front(struct req *rq);

#endif
