import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as notation from 'chatwork-wasm/notation';
import { Hono } from 'hono';
import { tryContract } from './contract.mjs';

const app = new Hono();

app.get('/try', async (context) => {
  const { env } = context;
  await tryContract({ ...chatwork, ...notation, ...markdown }, { ...JSON.parse(env.SETTINGS), token: env.CHATWORK_API_TOKEN });
  return context.text('reported');
});

export default app;
