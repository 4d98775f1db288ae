SOURCES = lib/base/twice.c lib/base/twice.c
