static const char *const audit_words[] = { "deal.won", "deal.forgotten" };
