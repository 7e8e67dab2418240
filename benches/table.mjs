// Columns of text, the first to the left and the others to the right.

export function printTable(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  console.log(`\n${title}`);
  for (const row of rows) console.log(`  ${row.map(cell).join('  ')}`);
}

// Three digits are more than any of these numbers is good for.
export function digits(number) {
  if (number < 0.001) return '<0.001';
  return number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);
}
