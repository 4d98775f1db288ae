/* The accept loop: one program that is FastCGI where descriptor 0 is a listening socket and plain CGI otherwise. Single-threaded:
 * the web server runs as many of us as it wants. A signal ends the loop between two requests, never within one.
 * Listen on a unix socket: libfcgi has no timeout for a connection over TCP that says nothing. */
#include "lib/base/limits.h"
#include "lib/base/log.h"
#include "lib/http/http.h"
#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stopping;
static int wake[2] = { -1, -1 };

static void on_stop(int signal_number)
{
  (void)signal_number;
  int saved = errno;
  stopping = 1;
  FCGX_ShutdownPending();
  ssize_t n = write(wake[1], "x", 1);
  (void)n;
  errno = saved;
}

static bool signals_set(void)
{
  if (pipe2(wake, O_CLOEXEC | O_NONBLOCK)) {
    log_error("no pipe: %s", strerror(errno));
    return false;
  }
  struct sigaction stop = { .sa_handler = on_stop }, ignore = { .sa_handler = SIG_IGN };
  sigaction(SIGTERM, &stop, NULL);
  sigaction(SIGUSR1, &stop, NULL);
  sigaction(SIGINT, &stop, NULL);
  sigaction(SIGPIPE, &ignore, NULL);
  return true;
}

/* ---- plain CGI ---- */
static const char *cgi_variable(void *at, const char *name)
{
  (void)at;
  return getenv(name);
}

static long cgi_read(void *at, void *out, size_t room)
{
  (void)at;
  ssize_t n;
  do {
    n = read(STDIN_FILENO, out, room);
  } while (n < 0 && errno == EINTR);
  return n;
}

static bool cgi_write(void *at, const void *from, size_t size)
{
  (void)at;
  const char *s = from;
  while (size) {
    ssize_t n = write(STDOUT_FILENO, s, size);
    if (n < 0 && errno != EINTR)
      return false;
    s += n > 0 ? n : 0;
    size -= n > 0 ? (size_t)n : 0;
  }
  return true;
}

/* A body that nobody read is read away: Apache's CGI daemon speaks through one socket, and leaving it with bytes unread would
 * reset it and lose the answer. */
static void cgi_drain(void)
{
  enum { PIECE = 16384, DRAIN_BYTES = 2 * LIMIT_UPLOAD_BYTES };
  const char *method = getenv("REQUEST_METHOD");
  char piece[PIECE];
  long n = 1;
  if (!method || !strcmp(method, "GET") || !strcmp(method, "HEAD"))
    return;
  for (long rest = DRAIN_BYTES; rest > 0 && n > 0; rest -= n)
    n = cgi_read(NULL, piece, sizeof piece);
}

static int serve_cgi(void (*handle)(const struct channel *c, void *at), void (*after)(void *at), void *at)
{
  signal(SIGPIPE, SIG_IGN);
  struct channel c = { cgi_variable, cgi_read, cgi_write, NULL };
  handle(&c, at);
  cgi_drain();
  /* The server sees the end of the answer when the output is closed, and need not wait for what comes after. */
  int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (null >= 0) {
    dup2(null, STDOUT_FILENO);
    close(null);
  }
  if (after)
    after(at);
  return 0;
}

/* ---- FastCGI ---- */
static const char *fcgi_variable(void *at, const char *name)
{
  FCGX_Request *q = at;
  return FCGX_GetParam(name, q->envp);
}

static long fcgi_read(void *at, void *out, size_t room)
{
  FCGX_Request *q = at;
  int n = FCGX_GetStr(out, (int)room, q->in);
  return n > 0 ? n : FCGX_GetError(q->in) ? -1 : 0;
}

static bool fcgi_write(void *at, const void *from, size_t size)
{
  FCGX_Request *q = at;
  return FCGX_PutStr(from, (int)size, q->out) >= 0;
}

/* Waits until a client knocks; false when it is time to leave. */
static bool client_waits(void)
{
  for (;;) {
    struct pollfd p[2] = { { STDIN_FILENO, POLLIN, 0 }, { wake[0], POLLIN, 0 } };
    int n = poll(p, 2, -1);
    if (stopping || (n < 0 && errno != EINTR) || (n > 0 && p[1].revents))
      return false;
    if (n > 0 && p[0].revents)
      return (p[0].revents & POLLIN) != 0;
  }
}

static bool accept_again(int rc)
{
  if (rc == -EMFILE || rc == -ENFILE || rc == -ENOBUFS || rc == -ENOMEM) {
    usleep(50000);
    return true;
  }
  /* A sibling took it, or the client left before it was its turn. */
  return rc == -EAGAIN || rc == -EINTR || rc == -ECONNABORTED || rc == -EPROTO;
}

/* Processes that started together must not retire together, so each serves up to a quarter more. */
static int lifetime(int requests_max)
{
  uint32_t more;
  random_bytes(&more, sizeof more);
  return requests_max <= 0 ? 0 : requests_max + (int)(more % ((uint32_t)requests_max / 4 + 1));
}

static int serve_fcgi(void (*handle)(const struct channel *c, void *at), void (*after)(void *at), void *at,
                      int requests_max)
{
  FCGX_Request q;
  if (!signals_set() || FCGX_Init() || FCGX_InitRequest(&q, STDIN_FILENO, FCGI_FAIL_ACCEPT_ON_INTR)) {
    log_error("FastCGI does not start");
    return 1;
  }
  /* Siblings share the socket: all wake up, one gets the client, and the others must not sleep in accept(). */
  fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
  int rest = lifetime(requests_max), status = 0;
  while ((requests_max <= 0 || rest > 0) && client_waits()) {
    int rc = FCGX_Accept_r(&q);
    if (rc < 0) {
      if (stopping || accept_again(rc))
        continue;
      log_error("accept failed with %d", rc);
      status = 1;
      break;
    }
    q.keepConnection = 0; /* a kept connection would own this process until its client lets go */
    struct channel c = { fcgi_variable, fcgi_read, fcgi_write, &q };
    handle(&c, at);
    FCGX_Finish_r(&q);
    if (after)
      after(at);
    rest--;
  }
  FCGX_Free(&q, 1);
  return status;
}

bool serve_by_web_server(void)
{
  return getenv("GATEWAY_INTERFACE") || getenv("REQUEST_METHOD") || !FCGX_IsCGI();
}

int serve(void (*handle)(const struct channel *c, void *at), void (*after)(void *at), void *at, int requests_max)
{
  return FCGX_IsCGI() ? serve_cgi(handle, after, at) : serve_fcgi(handle, after, at, requests_max);
}
