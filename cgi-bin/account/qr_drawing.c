/* A text as a QR code, drawn as one path of an SVG: a file of our own, as pages take no data: addresses. */
#include "cgi-bin/account/account.h"

#include <qrencode.h>

enum { QUIET = 4 }; /* modules around it, of ISO/IEC 18004 */

result qr_drawing(const char *text, struct buf *out)
{
  QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (!code)
    return FAIL("a text could not be drawn as a QR code");
  int side = code->width + 2 * QUIET;
  buf_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">",
             side, side);
  buf_printf(out, "<path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path d=\"", side, side, side);
  for (int i = 0; i < code->width * code->width; i++)
    if (code->data[i] & 1)
      buf_printf(out, "M%d %dh1v1h-1z", i % code->width + QUIET, i / code->width + QUIET);
  buf_puts(out, "\"/></svg>\n");
  QRcode_free(code);
  return OK;
}
