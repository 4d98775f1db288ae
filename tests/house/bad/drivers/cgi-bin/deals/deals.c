#include <ClearSilver/ClearSilver.h>
