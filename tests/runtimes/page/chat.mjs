export async function use(page, { say }) {
  await page.getByRole('heading', { level: 1, name: say('チャット', 'Chat') }).waitFor();
}
