// `/todo Water the garden` in the room of the webhook makes a task for whoever wrote it.

import { createClient } from 'chatwork-wasm';
import { chatworkWebhook } from 'chatwork-wasm/hono';
import { notation, renderText, reply, text } from 'chatwork-wasm/notation';
import { Hono } from 'hono';

const app = new Hono();

app.post('/webhook', chatworkWebhook({ token: (c) => c.env.CHATWORK_WEBHOOK_TOKEN }), (c) => {
  // The service waits for the answer only, and never delivers again: what failed is only in the log.
  c.executionCtx.waitUntil(handle(c.var.chatwork, c.env).catch((error) => console.error(error)));
  return c.body(null, 200);
});

export default app;

async function handle({ webhook_event_type: type, webhook_event: event }, env) {
  // What the bot posts, the service's notice of a new task included, comes back as an event, too.
  if (type !== 'message_created' || event.account_id === Number(env.BOT_ACCOUNT_ID)) return;
  const [, todo] = event.body.match(/^\/todo\s+(.*\S)/s) ?? [];
  if (todo === undefined) return;
  const chatwork = createClient({ token: env.CHATWORK_API_TOKEN, baseUrl: env.CHATWORK_BASE_URL });
  // The tags would mention people again. `text` is for what looks like a tag even so, as in code.
  const body = text(renderText(todo));
  await chatwork.postRoomTasks(event.room_id, { body, to_ids: [event.account_id] });
  const answer = notation`${reply(event)}\nタスクにしました / It is a task now`;
  await chatwork.postRoomMessage(event.room_id, { body: answer });
}
