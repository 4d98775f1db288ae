static const char where[] = "/root/there/file";
