#include "lib/view/view.h"
