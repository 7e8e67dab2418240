// A message as HTML by a chain of regular expressions, as people write it where there is no library.

const EMOTICONS = {
  ':)': '🙂',
  ':(': '🙁',
  ':D': '😄',
  '8-)': '😎',
  ';)': '😉',
  '(sweat)': '😅',
  '(blush)': '😊',
  '(clap)': '👏',
  '(bow)': '🙇',
  '(roger)': '🫡',
  '(please)': '🙏',
  '(y)': '👍',
};
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const LIMITS = `\
The regular expressions do not nest quotations or boxes, read tags and emoticons inside of code and URLs, know 12 of
the 49 emoticons, no tasks, files, pictures or phrases of the service, no other spellings of tags, and no names of
accounts.`;

export function regexHtml(message) {
  return message
    .replace(/[&<>"']/g, (char) => ENTITIES[char])
    .replace(/\[code\]\n?([\s\S]*?)\[\/code\]\n?/g, '<pre><code>$1</code></pre>')
    .replace(/\[qt\]\[qtmeta aid=(\d+)(?: time=(\d+))?\]([\s\S]*?)\[\/qt\]\n?/g, quotation)
    .replace(/\[qt\]([\s\S]*?)\[\/qt\]\n?/g, '<blockquote>$1</blockquote>')
    .replace(/\[info\]([\s\S]*?)\[\/info\]\n?/g, '<div class="info">$1</div>')
    .replace(/\[title\]([\s\S]*?)\[\/title\]\n?/g, '<div class="title">$1</div>')
    .replace(/\[hr\]\n?/g, '<hr>')
    .replace(/\[To:(\d+)\]/g, '<span class="to" data-account-id="$1">@</span>')
    .replace(/\[toall\]/g, '<span class="to">@all</span>')
    .replace(/\[rp aid=(\d+) to=\d+-(\d+)\]/g, '<span class="reply" data-account-id="$1" data-message="$2">Re:</span>')
    .replace(/\[picon(?:name)?:(\d+)\]/g, '<span class="picon" data-account-id="$1"></span>')
    .replace(/https?:\/\/[\w.~:/?#@!$&()*+,;=%-]+/g, '<a href="$&">$&</a>')
    .replace(/:\)|:\(|:D|8-\)|;\)|\((?:sweat|blush|clap|bow|roger|please|y)\)/g, (code) => EMOTICONS[code])
    .replace(/\n/g, '<br>');
}

function quotation(_, accountId, time, text) {
  const when = time === undefined ? '' : `<time>${new Date(time * 1000).toISOString()}</time>`;
  return `<blockquote data-account-id="${accountId}">${when}${text}</blockquote>`;
}
