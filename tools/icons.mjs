// One sprite of the icons that pages name: left the name by which we know it (an area's path or a use), right Bootstrap's icon.
import { readFileSync, writeFileSync } from "node:fs";
import { favicon } from "./favicon.mjs";

const icons = {
  home: "house", offers: "tags", checkout: "cart", customers: "people", orders: "box-seam", invoices: "receipt",
  subscriptions: "arrow-repeat", deals: "briefcase", leads: "signpost", opportunities: "bullseye", program: "award",
  commissions: "cash-coin", funds: "piggy-bank", training: "mortarboard", library: "collection", support: "life-preserver",
  billing: "wallet2", billgroups: "wallet2", payments: "credit-card", pages: "file-text", admin: "gear", partners: "building", prices: "currency-exchange",
  products: "boxes", team: "person-plus", roles: "shield-check", fields: "sliders", people: "person-lines-fill", providers: "key", keys: "plug", users: "person-badge", rules: "list-check", audit: "clock-history", outbox: "send", mails: "envelope", reports: "graph-up",
  settings: "sliders", health: "heart-pulse", notifications: "bell", api: "braces", demo: "easel", profile: "person-gear",
  security: "shield-lock", brand: "palette",
  renewals: "calendar-check", "subscription-rules": "toggles2", companies: "buildings", promotions: "percent", taxes: "bank", terms: "file-earmark-text", imports: "arrow-down-up",
  menu: "list", person: "person-circle", signout: "box-arrow-right", search: "search", download: "download", check: "check-circle",
  warning: "exclamation-triangle", copy: "copy", document: "file-earmark-text", mail: "envelope", plus: "plus-lg", external: "box-arrow-up-right",
  print: "printer", other: "dot",
};
const out = "htdocs/img/icons.svg";

function symbol([name, file]) {
  const svg = readFileSync(`node_modules/bootstrap-icons/icons/${file}.svg`, "utf8");
  const [, viewBox] = svg.match(/viewBox="([^"]+)"/);
  const body = svg.replace(/^[^]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="${viewBox}">${body}</symbol>`;
}

const symbols = Object.entries(icons).map(symbol).join("\n");
writeFileSync(out, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols}\n</svg>\n`);
console.log(`${out}: ${Object.keys(icons).length} icons`);

writeFileSync("htdocs/favicon.ico", favicon());
