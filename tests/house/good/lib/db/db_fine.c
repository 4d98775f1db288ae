#include "lib/base/fine.h"
#include <mysql.h>
