/* A brand's colour becomes an accent that can be read in both themes, whatever colour was chosen. The judge is the formula of
 * WCAG 2.2 (relative luminance, contrast ratio; 1.4.3 asks for 4.5 to 1), with the mathematical library's power. */
#include "lib/view/view.h"
#include "tests/unit/tap.h"
#include <math.h>

static struct arena *arena;

static const char *brand(const char *colour)
{
  struct buf out = BUF(arena);
  return view_brand(colour, "", &out) ? buf_text(&out) : "refused";
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

/* The least contrast of a colour with every ground that the style sheet knows, and with what stands on the colour. */
static double least(unsigned rgb, bool dark)
{
  static const unsigned light_grounds[] = { 0xffffff, 0xf6f7f9, 0xeef8f2, 0xfdf1f0 },
                        dark_grounds[] = { 0x14181d, 0x1c2127, 0x16281f, 0x2f1d1e };
  double lowest = 21;
  for (int i = 0; i < 4; i++) {
    double one = contrast(rgb, dark ? dark_grounds[i] : light_grounds[i]);
    lowest = one < lowest ? one : lowest;
  }
  return lowest;
}

/* What is said of a colour is true, and no nearer one on the same way would do: a step back from the proposal fails. */
static void proposals(void)
{
  int wrong = 0, late = 0, seen = 0;
  for (unsigned i = 0; i < 4096; i++) {
    unsigned rgb = (i >> 8) * 17 << 16 | (i >> 4 & 15) * 17 << 8 | (i & 15) * 17, got;
    for (int dark = 0; dark < 2; dark++, seen++) {
      char colour[8], nearest[8];
      int percent;
      snprintf(colour, sizeof colour, "#%06x", rgb);
      if (!view_colour(colour, dark, &percent, nearest) || sscanf(nearest, "#%6x", &got) != 1) {
        wrong++;
        continue;
      }
      double was = least(rgb, dark);
      wrong += percent < (int)(100 * was) - 1 || percent > (int)(100 * was) + 1 || least(got, dark) < 4.5;
      wrong += was >= 4.5 && got != rgb;
      late += was < 4.5 &&
              least(got, dark) > 4.75; /* a step is at most 1/255 of the way: it changes the contrast by little */
    }
  }
  is_int(wrong, 0, "of %d colours the contrast is the formula's, and each proposal can be read", seen);
  is_int(late, 0, "no proposal goes further than it must");
}

int main(void)
{
  arena = arena_new(1 << 22, NULL, NULL);
  every_colour();
  proposals();
  has_text(brand("#1f55c4"), "--brand:#1f55c4;", "a colour that can be read stays as it is on a light ground");
  has_text(brand("#ffee00"), "--brand-dark:#ffee00;", "and on a dark one");
  {
    struct buf out = BUF(arena);
    is_int(view_brand("#1f55c4", "#ffee00", &out), 1, "a dark theme's own colour is taken");
    has_text(buf_text(&out), "--brand:#1f55c4;--on-brand:#ffffff;--brand-dark:#ffee00;", "beside the light one's");
  }
  is_text(brand("red"), "refused", "a word is not a colour");
  is_text(brand("#12345"), "refused", "a short one is not");
  is_text(brand("#12345g"), "refused", "a wrong digit is not");
  is_text(brand("#fff;}*{x:1}"), "refused", "a style is not");
  is_text(brand(NULL), "refused", "nothing is not");
  return tap_done();
}
