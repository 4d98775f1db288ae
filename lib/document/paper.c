#include "lib/document/paper.h"

#include "lib/base/log.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Sans faces first; what they lack comes from whatever the system has for the script. */
static const char family[] = "Noto Sans, DejaVu Sans, sans-serif";

struct paper {
  const struct paper_options *options;
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoLayout *layout;
  int page, pages, unknown; /* unknown: glyphs that no font has */
};

static cairo_status_t keep(void *closure, const unsigned char *at, unsigned size)
{
  buf_put(closure, at, size);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t drop(void *closure, const unsigned char *at, unsigned size)
{
  (void)closure, (void)at, (void)size;
  return CAIRO_STATUS_SUCCESS;
}

static double mirrored(const struct paper *p, double x, double w)
{
  return p->options->from_right ? PAPER_WIDTH - x - w : x;
}

static PangoDirection base_direction(const struct paper *p)
{
  return p->options->from_right ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
}

/* pango turns an alignment around for a text of the other direction; a box of the page keeps its edge. */
static void layout_align(struct paper *p, enum paper_align align)
{
  bool turned = pango_layout_get_direction(p->layout, 0) == PANGO_DIRECTION_RTL;
  bool left = (align == AT_START) != p->options->from_right;
  pango_layout_set_alignment(p->layout, left != turned ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
}

static void layout_font(PangoLayout *layout, struct paper_style style)
{
  PangoFontDescription *font = pango_font_description_from_string(family);
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

static double layout_set(struct paper *p, double w, struct paper_style style, const char *text)
{
  layout_font(p->layout, style);
  pango_layout_set_width(p->layout, (int)(w * PANGO_SCALE));
  pango_layout_set_text(p->layout, text, -1);
  int height;
  pango_layout_get_size(p->layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

double paper_height(struct paper *p, double w, struct paper_style style, const char *text)
{
  return str_empty(text) ? 0 : layout_set(p, w, style, text);
}

double paper_text(struct paper *p, double x, double y, double w, struct paper_style style, enum paper_align align,
                  const char *tag, const char *text)
{
  if (str_empty(text))
    return 0;
  double height = layout_set(p, w, style, text), grey = style.soft ? 0.36 : 0.08;
  layout_align(p, align);
  p->unknown += pango_layout_get_unknown_glyphs_count(p->layout);
  if (tag)
    cairo_tag_begin(p->cr, tag, NULL);
  cairo_set_source_rgb(p->cr, grey, grey, grey);
  cairo_move_to(p->cr, mirrored(p, x, w), y);
  pango_cairo_show_layout(p->cr, p->layout);
  if (tag)
    cairo_tag_end(p->cr, tag);
  return height;
}

void paper_rule(struct paper *p, double x, double y, double w, bool strong)
{
  double grey = strong ? 0.2 : 0.8;
  cairo_set_source_rgb(p->cr, grey, grey, grey);
  cairo_rectangle(p->cr, mirrored(p, x, w), y, w, strong ? 0.9 : 0.5);
  cairo_fill(p->cr);
}

void paper_shade(struct paper *p, double x, double y, double w, double h)
{
  cairo_set_source_rgb(p->cr, 0.95, 0.955, 0.965);
  cairo_rectangle(p->cr, mirrored(p, x, w), y, w, h);
  cairo_fill(p->cr);
}

void paper_open(struct paper *p, const char *tag)
{
  cairo_tag_begin(p->cr, tag, NULL);
}

void paper_close(struct paper *p, const char *tag)
{
  cairo_tag_end(p->cr, tag);
}

static void page_end(struct paper *p)
{
  p->options->foot(p, p->page, p->pages, p->options->arg);
  cairo_show_page(p->cr);
}

void paper_break(struct paper *p)
{
  page_end(p);
  p->page++;
}

static void paper_describe(struct paper *p, struct arena *a)
{
  const struct paper_options *o = p->options;
  const char *day = arena_printf(a, "%sT00:00:00Z", date_iso(a, o->created));
  cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, o->title);
  cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, o->author);
  cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, day);
  cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_MOD_DATE, day);
}

static void paper_begin(struct paper *p)
{
  PangoAttrList *attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
  p->cr = cairo_create(p->surface);
  p->layout = pango_cairo_create_layout(p->cr);
  pango_layout_set_attributes(p->layout, attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
  PangoContext *context = pango_layout_get_context(p->layout);
  pango_context_set_base_dir(context, base_direction(p));
  pango_context_set_language(context, pango_language_from_string(p->options->language));
  pango_layout_context_changed(p->layout);
}

/* One drawing of the whole; answers how many pages it has, 0 after a fault. */
static int paper_run(struct arena *a, const struct paper_options *options, int pages,
                     void (*draw)(struct paper *p, void *arg), void *arg, struct buf *out)
{
  struct paper p = { .options = options, .page = 1, .pages = pages };
  p.surface = cairo_pdf_surface_create_for_stream(out ? keep : drop, out, PAPER_WIDTH, PAPER_HEIGHT);
  paper_describe(&p, a);
  paper_begin(&p);
  cairo_tag_begin(p.cr, "Document", NULL);
  draw(&p, arg);
  cairo_tag_end(p.cr, "Document");
  page_end(&p);
  g_object_unref(p.layout);
  cairo_status_t status = cairo_status(p.cr);
  cairo_destroy(p.cr);
  cairo_surface_finish(p.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(p.surface);
  cairo_surface_destroy(p.surface);
  if (status != CAIRO_STATUS_SUCCESS)
    log_error("pdf: %s", cairo_status_to_string(status));
  if (out && p.unknown)
    log_warn("pdf: \"%s\" prints boxes, for no font of this machine has %d of its letters: see portico doctor",
             options->title, p.unknown);
  return status == CAIRO_STATUS_SUCCESS ? p.page : 0;
}

/* Without a single font pango ends the process. */
static bool fonts_any(void)
{
  PangoFontFamily **families;
  int n;
  pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &n);
  g_free(families);
  return n > 0;
}

result paper_draw(struct arena *a, const struct paper_options *options, void (*draw)(struct paper *p, void *arg),
                  void *arg, struct bytes *out)
{
  struct buf b = BUF(a);
  if (!fonts_any())
    return FAIL("\"%s\" was not drawn: this machine has no font at all, see portico doctor", options->title);
  int pages = paper_run(a, options, 0, draw, arg, NULL);
  if (!pages || !paper_run(a, options, pages, draw, arg, &b))
    return FAIL("\"%s\" was not drawn", options->title);
  *out = (struct bytes){ (const unsigned char *)b.at, b.size };
  return OK;
}

int paper_unknown(const char *text)
{
  if (!fonts_any())
    return (int)strlen(text);
  PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
  PangoLayout *layout = pango_layout_new(context);
  layout_font(layout, (struct paper_style){ 9 });
  pango_layout_set_text(layout, text, -1);
  int n = pango_layout_get_unknown_glyphs_count(layout);
  g_object_unref(layout);
  g_object_unref(context);
  return n;
}
