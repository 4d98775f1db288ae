static const struct look look = { .action = "deal.viewed" };
