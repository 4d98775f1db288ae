static const char where[] = "/work/there/file";
