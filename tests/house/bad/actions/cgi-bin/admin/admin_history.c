const struct option audit_actions[] = {
  { "deal.won", N_("Deal won") },
  { NULL, NULL },
};
