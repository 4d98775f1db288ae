/* A brand's colour as the pages' accent. It has to be read as text on each ground of its theme, and under the text of a button (WCAG 2.2,
 * 1.4.3: 4.5 to 1); the grounds are those of htdocs/css/_tokens.scss. A colour that cannot be read has a nearest one that can, on the way
 * to black in the light theme and to white in the dark one. */
#include "lib/view/view.h"
#include <stdio.h>
#include <string.h>

struct rgb {
  int part[3];
};

/* ground, shade, good-ground, bad-ground, and what stands on the accent itself. */
static const struct rgb light_sides[] = {
  { { 0xff, 0xff, 0xff } },
  { { 0xf6, 0xf7, 0xf9 } },
  { { 0xee, 0xf8, 0xf2 } },
  { { 0xfd, 0xf1, 0xf0 } },
};
static const struct rgb dark_sides[] = {
  { { 0x14, 0x18, 0x1d } },
  { { 0x1c, 0x21, 0x27 } },
  { { 0x16, 0x28, 0x1f } },
  { { 0x2f, 0x1d, 0x1e } },
};
enum { CONTRAST_PERCENT = 450, SIDES = sizeof light_sides / sizeof *light_sides };

static bool rgb_parse(const char *s, struct rgb *out)
{
  unsigned char raw[3];
  size_t size = 0;
  if (!s || s[0] != '#' || strlen(s) != 7 || !hex_decode(s + 1, raw, sizeof raw, &size) || size != 3)
    return false;
  for (int i = 0; i < 3; i++)
    out->part[i] = raw[i];
  return true;
}

/* x to the power of 2.4 for 0 < x <= 1, by Newton's fifth root of x^12: no need of the mathematical library for one curve. */
static double power_2_4(double x)
{
  double x4 = x * x * x * x, x12 = x4 * x4 * x4, root = 1;
  for (int i = 0; i < 60; i++) {
    double r4 = root * root * root * root;
    root -= (r4 * root - x12) / (5 * r4);
  }
  return root;
}

/* Of the 256 values, each worked out once a process. */
static double linear(int part)
{
  static double known[256];
  double c = part / 255.0;
  if (part > 0 && known[part] <= 0)
    known[part] = c <= 0.04045 ? c / 12.92 : power_2_4((c + 0.055) / 1.055);
  return known[part];
}

static double luminance(struct rgb c)
{
  return 0.2126 * linear(c.part[0]) + 0.7152 * linear(c.part[1]) + 0.0722 * linear(c.part[2]);
}

/* In percent, rounded down: 450 is 4.5 to 1. */
static int contrast(struct rgb a, struct rgb b)
{
  double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return (int)(100 * (x > y ? x / y : y / x));
}

/* The least contrast on any side of its theme. White on the accent, and dark on it, are the first of them the other way round. */
static int contrast_least(struct rgb c, bool dark)
{
  const struct rgb *sides = dark ? dark_sides : light_sides;
  int least = contrast(c, sides[0]);
  for (int i = 1; i < SIDES; i++) {
    int one = contrast(c, sides[i]);
    least = one < least ? one : least;
  }
  return least;
}

/* One of 255 equal steps on the way to black or white; the last is there. */
static struct rgb toward(struct rgb c, int end, int step)
{
  for (int i = 0; i < 3; i++)
    c.part[i] += (end - c.part[i]) * step / 255;
  return c;
}

static struct rgb readable(struct rgb given, bool dark)
{
  int step = 0;
  while (step < 255 && contrast_least(toward(given, dark ? 255 : 0, step), dark) < CONTRAST_PERCENT)
    step++;
  return toward(given, dark ? 255 : 0, step);
}

bool view_colour(const char *colour, bool dark, int *percent, char nearest[8])
{
  struct rgb given;
  if (!rgb_parse(colour, &given))
    return false;
  struct rgb c = readable(given, dark);
  *percent = contrast_least(given, dark);
  snprintf(nearest, 8, "#%02x%02x%02x", c.part[0] & 255, c.part[1] & 255, c.part[2] & 255);
  return true;
}

bool view_brand(const char *colour, const char *colour_dark, struct buf *out)
{
  int percent;
  char light[8], dark[8];
  const char *dark_from = str_empty(colour_dark) ? colour : colour_dark;
  if (!view_colour(colour, false, &percent, light) || !view_colour(dark_from, true, &percent, dark))
    return false;
  buf_printf(out, ":root{--brand:%s;--on-brand:#ffffff;--brand-dark:%s;--on-brand-dark:#14181d}\n", light, dark);
  return true;
}
