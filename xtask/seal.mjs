// Checks the bill of materials against its schema, and writes the checksums of what is released: node seal.mjs FOLDER

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const folder = process.argv[2];

const bill = readFileSync(join(folder, 'sbom.cdx.json'), 'utf8');
const problem = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(bill);
if (problem !== null) throw new Error(`sbom.cdx.json is no CycloneDX: ${JSON.stringify(problem)}`);

const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS');
const lines = names.sort().map((name) => {
  const sum = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex');
  return `${sum}  ${name}\n`;
});
writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
