/* A setting that the example does not show. */
#define TEXT(name, member, fallback) name

static const char *const settings[] = {
  TEXT("Site.Url", site_url, ""),
  TEXT("Site.Motto", site_motto, ""),
};
