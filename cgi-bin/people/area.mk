if AREA_PEOPLE
area_PROGRAMS += cgi-bin/people/people.fcgi
menu_DATA += cgi-bin/people/people.menu
cgi_bin_people_people_fcgi_SOURCES = \
  cgi-bin/people/accept.c \
  cgi-bin/people/brand.c \
  cgi-bin/people/invitation.c \
  cgi-bin/people/invitation_list.c \
  cgi-bin/people/organisation.c \
  cgi-bin/people/people.c \
  cgi-bin/people/people.h \
  cgi-bin/people/person_list.c \
  cgi-bin/people/person_page.c \
  cgi-bin/people/person_roles.c \
  cgi-bin/people/person_status.c \
  cgi-bin/people/waiting_list.c \
  cgi-bin/people/waiting_page.c

peopletemplatesdir = $(templatesdir)/people
dist_peopletemplates_DATA = \
  cgi-bin/people/invitation_list.cs \
  cgi-bin/people/person_list.cs \
  cgi-bin/people/person_page.cs \
  cgi-bin/people/waiting_list.cs \
  cgi-bin/people/waiting_page.cs
endif
