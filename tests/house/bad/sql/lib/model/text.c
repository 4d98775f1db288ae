static const char *list = "SELECT id FROM deal";
