SOURCES = lib/base/fine.c lib/db/db_fine.c lib/view/fine.cs cgi-bin/deals/deals.c cgi-bin/deals/deals.h cgi-bin/deals/deal_list.cs
