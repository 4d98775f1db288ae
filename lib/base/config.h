/* The installation's settings: a file of "Name.Sub = value" lines (# starts a comment), overridden by the environment:
 * Database.Socket by PORTICO_DATABASE_SOCKET and so on. The file is $PORTICO_CONFIG, else the first that is there of
 * ../etc/portico.hdf beside the executable, portico/portico.hdf below ./configure's sysconfdir, and /etc/portico/portico.hdf.
 * Never from a request. One process has one configuration; it is read once at start. */
#ifndef PORTICO_BASE_CONFIG_H
#define PORTICO_BASE_CONFIG_H

#include "lib/base/arena.h"
#include "lib/base/result.h"
#include <stdbool.h>
#include <stdint.h>

/* How long things live that let somebody in, in seconds. */
struct lifetimes {
  int signin_s;     /* SignIn.Lifetime: the link and the code, whole minutes */
  int invitation_s; /* Invitation.Lifetime: whole days */
  int step_up_s;    /* StepUp.Lifetime */
  struct session_life {
    int idle_s, longest_s; /* Session.<Kind>.Idle, Session.<Kind>.Longest */
  } partner, customer, staff;
};

struct config {
  const char *file;                                                  /* where it was read; "" when there is none */
  const char *db_host, *db_socket, *db_user, *db_password, *db_name; /* Database.* */
  int db_port;
  const char *db_owner_user, *db_owner_password; /* Database.Owner.*: for `portico migrate`; falls back to the above */
  const char *site_url;  /* Site.Url, "https://portal.example.com", no slash at the end; every link is made from it */
  const char *site_name; /* Site.Name */
  const char *site_language; /* Site.Language, "en": of mails and pages for whom no other is known */
  const char *templates, *theme, *locale, *schema, *storage, *areas, *assets; /* Paths.*; theme may be "" */
  const char *common_passwords; /* Paths.CommonPasswords: files of them, colon between */
  const char *mail_url, *mail_user, *mail_password, *mail_from; /* Mail.*: smtp://host:port */
  const char *key_file;                                         /* Key.File: 32 bytes in hexadecimal: seals and signs */
  struct lifetimes lifetimes;
  int orders_at_once;    /* Orders.AtOnce: 1 makes an order while the person waits; 0 leaves it to the worker */
  int api_per_minute;    /* Api.PerMinute: requests of one key of the API; a sixth of them at once */
  int process_requests;  /* Process.Requests: a FastCGI process retires after this many */
  const char *site_host; /* derived: the name in site_url, lower case, without a port */
  bool plain_http;       /* derived: site_url is http on the loopback, so cookies go without Secure and __Host- */
};

/* Reads it for this program (argv0 finds the file beside it). INVALID: prints what is wrong and on which line. Lives in a. */
result config_load(struct arena *a, const char *argv0, struct config *out);
/* Those of the configuration that was read last: a process has one. Before that, the defaults. */
const struct lifetimes *lifetimes(void);
/* The installation's key; FAILED with a log line when the file is missing, short or readable by others. */
result config_key(const struct config *c, unsigned char key[32]);

/* Site.Url with another host in it: where a sub-portal is. "" is the main host. */
const char *config_url_on(struct arena *a, const struct config *c, const char *host);

#endif
