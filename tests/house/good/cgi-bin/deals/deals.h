#include "lib/app/app.h"
