/* Where somebody is signed in (DOMAIN decision 72), for the pages of their account. */
#ifndef PORTICO_APP_SESSION_LIST_H
#define PORTICO_APP_SESSION_LIST_H

#include "lib/app/app.h"

/* The live sessions of whoever asks, as Sessions.N; sessions.cs draws them. */
result session_list_show(struct req *rq);
/* Ends the one that the form names; *device says which it was. NOT_FOUND: it is over already, or not theirs. */
result session_list_end(struct req *rq, const char **device);

#endif
