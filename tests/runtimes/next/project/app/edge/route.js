import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as notation from 'chatwork-wasm/notation';
import { tryContract } from '../../contract.mjs';

export const runtime = 'edge';
export const dynamic = 'force-dynamic';

export async function POST(request) {
  await tryContract({ ...chatwork, ...notation, ...markdown }, { ...(await request.json()), token: process.env.CHATWORK_API_TOKEN });
  return new Response('reported');
}
