/* A brand's colour as the pages' accent: moved towards black or white until text in it, and text on it, can be read (WCAG 2.2,
 * 1.4.3: 4.5 to 1) on the darker ground of the light theme and on the lighter ground of the dark one (htdocs/css/_tokens.scss). */
#include "lib/view/view.h"
#include <stdio.h>
#include <string.h>

struct rgb {
  int part[3];
};

static const struct rgb light_shade = { { 0xf6, 0xf7, 0xf9 } }, dark_shade = { { 0x1c, 0x21, 0x27 } };
enum { CONTRAST_PERCENT = 450 };

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

static double linear(int part)
{
  double c = part / 255.0;
  return c <= 0.04045 ? c / 12.92 : power_2_4((c + 0.055) / 1.055);
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

/* Towards black (end 0) or white (end 255) in small steps; ends there at the latest. */
static struct rgb readable(struct rgb c, struct rgb ground, int end)
{
  for (int step = 0; step < 64 && contrast(c, ground) < CONTRAST_PERCENT; step++)
    for (int i = 0; i < 3; i++)
      c.part[i] += (end - c.part[i]) / 16 + (c.part[i] < end) - (c.part[i] > end);
  return c;
}

bool view_brand(const char *colour, struct buf *out)
{
  struct rgb given;
  if (!rgb_parse(colour, &given))
    return false;
  struct rgb light = readable(given, light_shade, 0), dark = readable(given, dark_shade, 255);
  buf_printf(out, ":root{--brand:#%02x%02x%02x;--on-brand:#ffffff;", light.part[0], light.part[1], light.part[2]);
  buf_printf(out, "--brand-dark:#%02x%02x%02x;--on-brand-dark:#14181d}\n", dark.part[0], dark.part[1], dark.part[2]);
  return true;
}
