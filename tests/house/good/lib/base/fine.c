/* strcpy(a, b) and "SELECT id FROM t" in a comment are nobody's business. */
static int counter; /* outside of cgi-bin a process may count */
const char *words = "system(1) said gets(2)";
