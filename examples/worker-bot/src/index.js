// Answers, in the same room, whoever writes [To:…] to the bot.

import { createClient, webhookHandler } from 'chatwork-wasm';
import { mentionsOf, notation, reply } from 'chatwork-wasm/notation';

export default {
  fetch: webhookHandler({
    token: (env) => env.CHATWORK_WEBHOOK_TOKEN,
    events: ['mention_to_me'],
    async onEvent({ webhook_event: event }, env) {
      if (!isForBot(event)) return;
      const chatwork = createClient({ token: env.CHATWORK_API_TOKEN, baseUrl: env.CHATWORK_BASE_URL });
      await chatwork.postRoomMessage(event.room_id, { body: notation`${reply(event)}\nこんにちは！ / Hello!` });
    },
    // Chatwork never delivers again: what failed is only here.
    onError: (error) => console.error(error),
  }),
};

// Not what the account of the bot writes itself. Neither [toall] nor a reply: two bots that answer each other's replies
// would never stop. (`isMentioned` would count both.)
function isForBot({ from_account_id: author, to_account_id: bot, body }) {
  return author !== bot && mentionsOf(body).some(({ type, accountId }) => type === 'to' && accountId === bot);
}
