#include "deals.h"
