// The staff's page builder, as a person uses it in a browser.
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const follow = (page, name) => page.getByRole('main').getByRole('link', { name }).first().click();
const DESK = /\/admin\/pages\/\w{13}$/;

/** A draft for these partners (words of their names), or, without any, for all of them. looked: called where there is something to look at. */
export async function beginPage(page, url, { tag, title, partners }, looked = () => {}) {
  await page.goto(`${url}/admin/pages`);
  await page.waitForURL('**/admin/pages');
  await looked('list');
  await follow(page, 'Add a page');
  await page.waitForURL('**/admin/pages/new');
  await looked('new');
  await page.fill('main [name=tag]', tag);
  await page.fill('main [name=title]', title);
  if (partners) {
    await page.uncheck('main [name=all_partners]');
    for (const name of partners) await page.getByRole('checkbox', { name }).first().check();
  }
  await press(page, 'Add it as a draft');
  await page.waitForURL(DESK);
}

export async function addBlock(page, kind, values, looked = () => {}) {
  await page.selectOption('main [name=kind]', kind);
  await press(page, 'Go on');
  await page.waitForURL(`**/blocks/new?kind=${kind}`);
  await looked(`form-${kind}`);
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name=${name}]`);
    await ((await field.evaluate((e) => e.tagName)) === 'SELECT' ? field.selectOption(value) : field.fill(value));
  }
  await press(page, 'Add the block');
  await page.waitForURL((to) => !to.pathname.endsWith('/blocks/new'));
}

/** From the draft's desk; looked sees the page that asks. */
export async function publishPage(page, looked = () => {}) {
  await follow(page, /^Publish$/);
  await page.waitForURL(/\/publish$/);
  await looked('publish');
  await press(page, 'Publish it');
  await page.waitForURL(DESK);
}
