// Events as the service sends them: JSON in one line, without a line break at its end.

const at = { room_id: 300765432, message_id: '2176122104057640285' };
const moment = { send_time: 1795300000, update_time: 0 };

export const examples = {
  message_created: event('20416', 'message_created', {
    ...at,
    account_id: 1210399,
    body: '設計書を更新しました (bow)',
    ...moment,
  }),
  message_updated: event('20416', 'message_updated', {
    ...at,
    account_id: 1210399,
    body: '設計書 v2 を更新しました (bow)',
    send_time: 1795300000,
    update_time: 1795300060,
  }),
  mention_to_me: event('20417', 'mention_to_me', {
    from_account_id: 1210399,
    to_account_id: 1210345,
    ...at,
    body: '[To:1210345] 青木 美咲さん\n本番に出してよいですか?',
    ...moment,
  }),
};

function event(id, type, content) {
  return JSON.stringify({
    webhook_setting_id: id,
    webhook_event_type: type,
    webhook_event_time: 1795300000,
    webhook_event: content,
  });
}
