// Names that no demo should show to a buyer and every page must bear: markup, a formula, one letter, a word of SQL, no end.
const ODD = {
  'Angle & Quote Example Ltd': '<b>Angle & "Quote"</b> Example\'s Ltd',
  'Lantern Street Theatre': '<script>alert(1)</script> Theatre',
  'Copper Ledger Accountants': '=SUM(A1:A9) Accountants',
  'Anchor Example': 'A',
  'Kiln Lane Pottery': 'Null',
  'O\'Example Ironmongers': 'O\'Example -- DROP TABLE',
  'Long Meadow Registered Association of Examples': 'Very Long Company Name That Goes On Without Any Hurry And Names Each Of Its Many Departments One After Another Until The Reader Has Forgotten How It Began, Registered Association Of Examples',
};

/** Gives them to some of the demo's customers, in every organisation. */
export async function oddNames(portal) {
  let changed = 0;
  for (const [plain, odd] of Object.entries(ODD)) {
    for (const [table, column] of [['party', 'legal_name'], ['customer', 'name']]) {
      const done = await portal.sql(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, [odd, plain]);
      changed += done.affectedRows;
    }
  }
  if (changed < Object.keys(ODD).length * 2) throw new Error('the demo\'s customers have other names than tests/lib/odd_names.mjs says');
}
