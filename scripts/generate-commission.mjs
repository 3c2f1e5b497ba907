// @ts-check
/** Writes docs/commission.md from the types in src/commission. */
import { writeFileSync } from 'node:fs';
import { commissionPage } from './commissionPage.mjs';

writeFileSync('docs/commission.md', commissionPage());
