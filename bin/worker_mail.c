/* From a letter to the mail server: what all mail jobs share. */
#include "bin/worker.h"

#include "lib/auth/auth.h"

#include <string.h>

/* The same for each try of a row and different for each installation; inner ids do not leave. */
static const char *message_id(const struct task *task)
{
  unsigned char mac[32];
  const char *text = arena_printf(task->w->arena, "mail:%lld", (long long)task->id);
  hmac_sha256(task->key, 32, text, strlen(text), mac);
  const char *host = strstr(task->config->site_url, "://");
  host = host ? host + 3 : "localhost";
  return arena_printf(task->w->arena, "%s@%.*s", hex_encode(task->w->arena, mac, 16), (int)strcspn(host, ":/"), host);
}

result task_mail_files(struct task *task, const struct letter *l, const char *from_name, const char *to,
                       const struct mail_file *files, int n)
{
  struct mail m = { .from_name = from_name,
                    .to = to,
                    .message_id = message_id(task),
                    .auto_submitted = true,
                    .files = files,
                    .n_files = n };
  TRY(letter_render(l, &m));
  return mail_send(task->config, task->w->arena, &m, &task->why);
}

result task_mail(struct task *task, const struct letter *l, const char *from_name, const char *to)
{
  return task_mail_files(task, l, from_name, to, NULL, 0);
}
