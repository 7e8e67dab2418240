// In a page whose address names what is measured, by the query.

import { measure } from './measure.mjs';

const [script, isAfterFetch] = location.search.slice(1).split(',');
const measuring = measure(() => import(script), `${location.origin}/v2`, isAfterFetch);
const measured = await measuring.catch((error) => ({ error: `${error}` }));
const answer = await fetch('/measured', { method: 'POST', body: JSON.stringify(measured) });
if ((await answer.text()) === 'again') location.reload();
