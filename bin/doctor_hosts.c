/* Whether the host names of organisations' portals lead anywhere: what DNS and TLS still need. */
#include "bin/doctor.h"

#include <netdb.h>
#include <sys/socket.h>

static bool resolves(const char *host)
{
  struct addrinfo *found = NULL, hints = { .ai_socktype = SOCK_STREAM };
  int failed = getaddrinfo(host, NULL, &hints, &found);
  if (!failed)
    freeaddrinfo(found);
  return !failed;
}

void check_hosts(struct cli *c, struct findings *f)
{
  const char *host, *name;
  int n = 0, lost = 0;
  ROWS rows = { 0 };
  if (db_query(&c->app, &rows,
               "SELECT portal_host, name FROM org WHERE portal_host IS NOT NULL AND portal_mode = 'branded'"
               " AND status = 'active' ORDER BY portal_host LIMIT 200") != OK) {
    bad(f, "The host names of the partners' portals could not be read.");
    return;
  }
  for (; rows_next(&rows, F(host), F(name)); n++) {
    if (resolves(host))
      continue;
    lost++;
    warn(f, "%s, the portal of %s, has no address: add a DNS record that leads to %s%s.", host, name,
         c->config.site_host, c->config.plain_http ? "" : ", and a certificate for it");
  }
  if (n && n > lost)
    fine(f, "%d host names of partners' portals have an address; the web server's certificate must name each.",
         n - lost);
}
