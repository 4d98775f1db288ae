# The administrator's command and the worker.
bin_PROGRAMS += bin/portico-worker

bin_portico_worker_SOURCES = \
  bin/portico-worker.c \
  bin/worker.h \
  bin/worker_clean.c \
  bin/worker_mail.c \
  bin/worker_outbox.c \
  bin/worker_schedule.c \
  bin/worker_signin.c
bin_portico_worker_LDADD = $(LINK_LIBS) $(AREA_LIBS)
