# The administrator's command and the worker.
bin_PROGRAMS += bin/portico bin/portico-worker

bin_portico_SOURCES = \
  bin/doctor.h \
  bin/doctor.c \
  bin/doctor_files.c \
  bin/doctor_fonts.c \
  bin/doctor_hosts.c \
  bin/doctor_people.c \
  bin/portico.c \
  bin/portico.h \
  bin/portico_audit.c \
  bin/portico_company.c \
  bin/portico_demo.c \
  bin/portico_demo_access.c \
  bin/portico_demo_customers.c \
  bin/portico_demo_orders.c \
  bin/portico_doctor.c \
  bin/portico_grants.c \
  bin/portico_migrate.c \
  bin/portico_org.c \
  bin/portico_provider.c \
  bin/portico_signin.c \
  bin/portico_user.c

bin_portico_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
bin_portico_LDADD = $(DOCUMENT_LIBS) $(LINK_LIBS) $(OIDC_LIBS) $(AREA_LIBS) $(DOMAIN_LIBS)

bin_portico_worker_SOURCES = \
  bin/portico-worker.c \
  bin/worker.h \
  bin/worker_audit.c \
  bin/worker_clean.c \
  bin/worker_import.c \
  bin/worker_invoice.c \
  bin/worker_mail.c \
  bin/worker_mail_test.c \
  bin/worker_order.c \
  bin/worker_order_failed.c \
  bin/worker_order_process.c \
  bin/worker_outbox.c \
  bin/worker_people.c \
  bin/worker_portal.c \
  bin/worker_registration.c \
  bin/worker_renewal.c \
  bin/worker_schedule.c \
  bin/worker_signin.c \
  bin/worker_subscription.c \
  bin/worker_transfer.c \
  bin/worker_usage.c
bin_portico_worker_LDADD = $(DOCUMENT_LIBS) $(LINK_LIBS) $(AREA_LIBS)
