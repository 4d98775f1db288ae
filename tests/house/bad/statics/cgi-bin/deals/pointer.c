static const char *last_seen = NULL;
