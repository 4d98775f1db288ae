#include "cgi-bin/deals/deals.h"
