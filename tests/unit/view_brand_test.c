/* A brand's colour becomes an accent that can be read in both themes, whatever colour was chosen. The judge is the formula of
 * WCAG 2.2 (relative luminance, contrast ratio; 1.4.3 asks for 4.5 to 1), with the mathematical library's power. */
#include "lib/view/view.h"
#include "tests/unit/tap.h"
#include <math.h>

static struct arena *arena;

static const char *brand(const char *colour)
{
  struct buf out = BUF(arena);
  return view_brand(colour, &out) ? buf_text(&out) : "refused";
}

static double linear(unsigned part)
{
  double c = part / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
  return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
}

static double contrast(unsigned a, unsigned b)
{
  double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return x > y ? x / y : y / x;
}

/* Every pair that the style sheet makes of the four colours, on both grounds of each theme. */
static bool readable(const char *sheet)
{
  unsigned light, on_light, dark, on_dark;
  int n = sscanf(sheet, ":root{--brand:#%6x;--on-brand:#%6x;--brand-dark:#%6x;--on-brand-dark:#%6x}", &light, &on_light,
                 &dark, &on_dark);
  return n == 4 && contrast(light, 0xffffff) >= 4.5 && contrast(light, 0xf6f7f9) >= 4.5 &&
         contrast(light, on_light) >= 4.5 && contrast(dark, 0x14181d) >= 4.5 && contrast(dark, 0x1c2127) >= 4.5 &&
         contrast(dark, on_dark) >= 4.5;
}

static void every_colour(void)
{
  int wrong = 0, seen = 0;
  for (unsigned red = 0; red < 256; red += 17) {
    for (unsigned green = 0; green < 256; green += 17) {
      for (unsigned blue = 0; blue < 256; blue += 17) {
        char colour[32];
        snprintf(colour, sizeof colour, "#%02x%02x%02x", red, green, blue);
        wrong += !readable(brand(colour));
        seen++;
      }
    }
    arena_reset(arena);
  }
  is_int(wrong, 0, "all of %d colours can be read", seen);
}

int main(void)
{
  arena = arena_new(1 << 22, NULL, NULL);
  every_colour();
  has_text(brand("#1f55c4"), "--brand:#1f55c4;", "a colour that can be read stays as it is on a light ground");
  has_text(brand("#ffee00"), "--brand-dark:#ffee00;", "and on a dark one");
  is_text(brand("red"), "refused", "a word is not a colour");
  is_text(brand("#12345"), "refused", "a short one is not");
  is_text(brand("#12345g"), "refused", "a wrong digit is not");
  is_text(brand("#fff;}*{x:1}"), "refused", "a style is not");
  is_text(brand(NULL), "refused", "nothing is not");
  return tap_done();
}
