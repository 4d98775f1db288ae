static const char where[] = "/home/somebody/file";
