// Markdown tables that can also be read as they are: the first column to the left and the others to the right.

export function printTable(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  const line = (row) => `| ${row.map(cell).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head, ...body] = rows;
  console.log([`\n### ${title}\n`, ...[head, rule, ...body].map(line)].join('\n'));
}

// Three digits are more than any of these numbers is good for.
export function digits(number) {
  if (number < 0.001) return '<0.001';
  return number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);
}
