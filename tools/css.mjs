// The style sheet: sass, then Bootstrap's left and right turned into start and end, so that one sheet serves both directions.
// Refuses data: URLs (the site's policy) and more than 20 kB compressed (LIMIT_GZIP).
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const LIMIT_GZIP = 20 * 1024;
const out = "htdocs/css/portico.css";

const logical = [
  [/\b(margin|padding)-left:/g, "$1-inline-start:"],
  [/\b(margin|padding)-right:/g, "$1-inline-end:"],
  [/\bborder-left:/g, "border-inline-start:"],
  [/\bborder-right:/g, "border-inline-end:"],
  [/\btext-align:left/g, "text-align:start"],
  [/\btext-align:right/g, "text-align:end"],
  [/\b(float|clear):left/g, "$1:inline-start"],
  [/\b(float|clear):right/g, "$1:inline-end"],
];

const compiled = sass.compile("htdocs/css/portico.scss", {
  style: "compressed",
  loadPaths: ["node_modules"],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function", "abs-percent"].filter((id) => id in sass.deprecations),
});
const css = logical.reduce((text, [from, to]) => text.replace(from, to), compiled.css);
const size = gzipSync(css, { level: 9 }).length;
if (/url\(["']?data:/.test(css)) {
  throw new Error(`${out}: has a data: URL, which the content security policy refuses`);
}
if (size > LIMIT_GZIP) {
  throw new Error(`${out}: ${size} bytes compressed, more than ${LIMIT_GZIP}`);
}
writeFileSync(out, css + "\n");
console.log(`${out}: ${css.length} bytes, ${size} compressed`);
