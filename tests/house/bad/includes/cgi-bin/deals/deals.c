#include "cgi-bin/offers/offers.h"
