import type { Id, Notation } from './index.js';

export type { Notation };

/**
 * GitHub Flavored Markdown を Chatwork のメッセージにします。見出し 1・2 は `[info][title]`、それより下は `■`、コードは `[code]`、引用は `[qt]`、
 * 罫線は `[hr]`、箇条書きは `・`、表は ` | ` 区切りの行、リンクは「文字 URL」です。太字や斜体は文字だけになります。Markdown の中の記法はただの
 * 文章になるので、他人の Markdown でも、だれにも通知しません。
 *
 * Makes a message of Markdown, in GitHub's dialect. Headings of level 1 and 2 become `[info][title]`, deeper ones `■`, code
 * `[code]`, quotations `[qt]`, rules `[hr]`, items of lists `・`, rows of tables lines with ` | `, links "text URL"; of
 * emphasis the text stays. Notation in the Markdown becomes mere text: that of others notifies nobody.
 *
 * ```js
 * await postRoomMessage(token, room, { body: fromMarkdown('# Done\n@佐藤 see `build.log`', { mentions: { 佐藤: 5 } }) });
 * ```
 *
 * @param markdown 100 万文字 (UTF-16) まで / At most 1,000,000 UTF-16 units.
 * @param options.mentions `@名前` をメンションにする名前と ID。コード・引用・URL の中を除きます / Whom `@name` mentions, outside of code, quotations and URLs.
 * @throws {ChatworkArgumentError} 文字列でない、長すぎる、または ID が正しくない / where it is no string or too long, or an id is none
 */
export declare function fromMarkdown(
  markdown: string,
  options?: { readonly mentions?: ReadonlyMap<string, Id> | { readonly [name: string]: Id } | undefined },
): Notation;
