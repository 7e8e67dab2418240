import type { Id, Notation, Text } from './index.js';

export type { Notation, Text };

/**
 * 書き込む内容。文字列は外部から来たものとみなし、タグにならないようにします。タグになるのは {@link Notation} だけです。`null`・`undefined`・`false` は
 * 何も書きません。
 *
 * What is written. A string is text of others and cannot become a tag: only a {@link Notation} has tags. `null`, `undefined`
 * and `false` write nothing.
 */
export type Content = string | number | bigint | Notation | null | undefined | false | readonly Content[];

/**
 * メッセージを組み立てます。テンプレートに書いた記法はそのまま、差し込んだ文字列はただの文章になります。
 *
 * Writes a message. The notation in the template stands as it is, and strings put into it are mere text.
 *
 * ```js
 * await postRoomMessage(token, room, { body: notation`${to(id, name)}\n${userInput}` });
 * ```
 *
 * 記法にはエスケープ文字がないので、タグになりうる `[` の後ろに見えない文字 (U+200B) を入れます。URL のリンクと絵文字は防げません (表示が変わる
 * だけで、だれにも通知しません)。
 *
 * The notation has no escape character, so an invisible one (U+200B) is put behind each `[` that could begin a tag. What
 * cannot be prevented are links of URLs, and emoticons: they change what is seen, and notify nobody.
 *
 * @throws {ChatworkArgumentError} 文字列・数値・Notation・その配列のどれでもない / where a value is no string, number, Notation, or array of these
 * @see https://developer.chatwork.com/docs/message-notation
 */
export declare function notation(template: TemplateStringsArray, ...values: readonly Content[]): Notation;

/**
 * 外部から来た文字列。タグにならないようにします。
 *
 * Text of others, in which nothing is a tag. As strings are in {@link notation} and the other builders.
 *
 * @throws {ChatworkArgumentError} 文字列・数値・Notation・その配列のどれでもない / where it is no string, number, Notation, or array of these
 */
export declare function text(value: Content): Notation;

/**
 * 内容をつなぎます。`Array.join` はタグもただの文字列にしてしまいます。
 *
 * Joins contents. `Array.join` would make strings of those that have tags.
 *
 * ```js
 * join(tasks.map((task) => notation`${picon(task.account.account_id)} ${task.body}`))
 * ```
 *
 * @param separator 間に書くもの。省略時は改行 / What stands between them. Default: a line break.
 * @throws {ChatworkArgumentError} 配列でない、または内容が文字列などでない / where it is no array of contents
 */
export declare function join(contents: readonly Content[], separator?: Content): Notation;

/**
 * 信頼できる記法。文字列をそのまま記法として使います。外部から来た文字列には使わないでください。
 *
 * Notation that you trust, as it is. Not for text of others.
 *
 * @throws {ChatworkArgumentError} 文字列でも Notation でもない / where it is neither a string nor a Notation
 */
export declare function raw(notation: Text): Notation;

/**
 * 名前の後ろに付ける敬称の指定。
 *
 * What stands behind a name.
 */
export interface NameOptions {
  /** 名前の後ろに付けるもの。省略時は Chatwork と同じ「さん」。付けないときは `''` / Behind the name. Default: さん, as Chatwork writes it; `''` for nothing. */
  readonly honorific?: string | null | undefined;
}

/**
 * メンション: `[To:5] 名前さん`。
 *
 * A mention: `[To:5] NAMEさん`.
 *
 * @param name 表示名。省略するとタグだけ / The name that is shown; without it, only the tag.
 * @throws {ChatworkArgumentError} ID が正しくない、または名前が文字列などでない / where the id is none, or the name no content
 */
export declare function to(accountId: Id, name?: Content, options?: NameOptions): Notation;

/**
 * 全員へのメンション: `[toall]`。
 *
 * A mention of everybody in the room: `[toall]`.
 */
export declare function toAll(): Notation;

/**
 * 書いた人の分かるメッセージ。API のメッセージか、Webhook のイベント。
 *
 * A message with its author: of the API, or the event of a webhook.
 */
export type Authored =
  | { readonly account: { readonly account_id: Id; readonly name?: string | undefined } }
  | { readonly account_id: Id }
  | { readonly from_account_id: Id };

/**
 * 返信できるメッセージ。API のメッセージには `room_id` がないので、足してください。
 *
 * A message that can be answered. One of the API lacks its `room_id`.
 */
export type Answerable = Authored & { readonly message_id: string | bigint; readonly room_id: Id };

/**
 * 引用できるメッセージ。
 *
 * A message that can be quoted.
 */
export type Quotable = Authored & {
  readonly body: Text;
  /** Unix 時間 (秒) / Unix seconds. */
  readonly send_time?: number | null | undefined;
};

/**
 * 返信: `[rp aid=5 to=ROOM-MESSAGE] 名前さん`。相手に通知されます。
 *
 * A reply: `[rp aid=5 to=ROOM-MESSAGE] NAMEさん`. It notifies the author.
 *
 * ```js
 * reply(event)                                    // Webhook
 * reply({ ...message, room_id: room })            // getRoomMessages
 * ```
 *
 * @param name 表示名。省略すると `message.account.name`、それもなければタグだけ / The name that is shown. Default: `message.account.name`, or only the tag.
 * @throws {ChatworkArgumentError} メッセージにルーム・ID・書いた人がない / where the message has no room, id or author
 */
export declare function reply(message: Answerable, name?: Content, options?: NameOptions): Notation;

/**
 * 引用: `[qt][qtmeta aid=5 time=…]本文[/qt]`。メッセージの本文は記法のまま引用します。文字列や Notation を渡すと、引用元のない引用になります。
 * 引用の中のメンションは通知されません。
 *
 * A quotation: `[qt][qtmeta aid=5 time=…]TEXT[/qt]`. The text of a message is quoted with its notation; a string or a
 * Notation is quoted without an author. Mentions inside notify nobody.
 *
 * @throws {ChatworkArgumentError} メッセージに書いた人・本文がない / where the message has no author or text
 */
export declare function quote(message: Quotable | Content): Notation;

/**
 * 囲み: `[info][title]見出し[/title]内容[/info]`。見出しが空なら見出しなし。
 *
 * A box, with a heading unless the title is empty.
 *
 * @throws {ChatworkArgumentError} 内容が文字列などでない / where something is no content
 */
export declare function info(title: Content, ...content: readonly Content[]): Notation;

/**
 * コード: `[code]…[/code]`。中のタグや絵文字は解釈されません。`[/code]` が含まれるときは、そこに見えない文字 (U+200B) を入れます。
 *
 * Code, in which neither tags nor emoticons are read. Where it contains `[/code]` itself, an invisible character (U+200B) is
 * put into that.
 *
 * @throws {ChatworkArgumentError} 文字列でない / where it is no string
 */
export declare function code(source: string): Notation;

/** 区切り線: `[hr]` / A line. */
export declare function hr(): Notation;

/**
 * アイコン: `[picon:5]`。通知しません
 *
 * An avatar. It notifies nobody.
 *
 * @throws {ChatworkArgumentError} ID が正しくない / where the id is none
 */
export declare function picon(accountId: Id): Notation;

/**
 * アイコンと名前: `[piconname:5]`。通知しません
 *
 * An avatar and a name. It notifies nobody.
 *
 * @throws {ChatworkArgumentError} ID が正しくない / where the id is none
 */
export declare function piconname(accountId: Id): Notation;

/**
 * 名前: `[pname:5]`。通知しません
 *
 * A name. It notifies nobody.
 *
 * @throws {ChatworkArgumentError} ID が正しくない / where the id is none
 */
export declare function pname(accountId: Id): Notation;

/**
 * メッセージを構文木にします。どんな文字列でも失敗しません。知らないタグ、書式の誤ったタグ、閉じていないタグは文字列として扱います。
 * 文字列の長さに比例する時間で終わります。引用や囲みは 50 段まで (それより深いタグは文字列)。
 *
 * Reads a message. Any string has a tree: unknown, malformed and unclosed tags are text. It takes time in proportion to the
 * length. Quotations and boxes nest up to 50 deep, and the tags of deeper ones are text.
 *
 * `stringifyNotation(parseNotation(x)) === x`
 *
 * @see https://developer.chatwork.com/docs/message-notation
 * @throws {ChatworkArgumentError} 文字列でも Notation でもない / where it is neither a string nor a Notation
 */
export declare function parseNotation(message: Text): NotationNode[];

/**
 * 構文木をメッセージにします。変えていないところは、元の書き方のままです。`text` のノードはそのまま書くので、
 * 外部から来た文字列は `String(text(…))` にしてください。
 *
 * Writes a tree. What was not changed is spelled as it was. A node of the type `text` is written as it is: of text
 * of others make `String(text(…))` first.
 *
 * @throws {ChatworkArgumentError} `parseNotation` が作らない形のノード / where a node is of a form that `parseNotation` does not give
 */
export declare function stringifyNotation(tree: readonly NotationNode[]): string;

/**
 * メッセージの中の位置と、書き方。
 *
 * Where a node stands, and how it is written.
 */
export interface NodePosition {
  /** 始まり。JavaScript の文字列の添字 (UTF-16) / Where it begins, as an index of the string. */
  start?: number;
  /** 終わり (この位置の前まで) / Where it ends, exclusive. */
  end?: number;
  /**
   * タグの書き方。ふつうの書き方と違うときだけあります。ブロックのタグの直後の、表示されない改行も含みます。
   *
   * How its tags are written, where that is not the usual spelling. A line break directly behind the tag of a block, which
   * is not shown, belongs to it.
   */
  source?: { open: string; close: string };
}

/** 文章 / Text. */
export interface TextNode extends NodePosition {
  type: 'text';
  text: string;
}

/** 絵文字 / An emoticon, as `:)` or `(bow)`. */
export interface EmoticonNode extends NodePosition {
  type: 'emoticon';
  text: string;
  /** Unicode の絵文字。あるときだけ / The same in Unicode, where there is one. */
  emoji?: string;
}

/** リンク。`[url]` の有無は問いません / A link, with or without `[url]` around it. */
export interface UrlNode extends NodePosition {
  type: 'url';
  url: string;
}

/** `[To:5]` */
export interface ToNode extends NodePosition {
  type: 'to';
  accountId: number;
}

/** `[toall]` */
export interface ToAllNode extends NodePosition {
  type: 'toAll';
  accountId?: undefined;
}

/** `[rp aid=5 to=6-7]` */
export type ReplyNode = NodePosition & {
  type: 'reply';
  accountId: number;
} & (
    | {
        roomId: number;
        /** メッセージ ID (文字列) / A string. */
        messageId: string;
      }
    /** 入力補助の `to=-` のまま / Where `to=-` was left in place. */
    | { roomId?: undefined; messageId?: undefined }
  );

/** `[qt][qtmeta aid=5 time=6]…[/qt]` */
export type QuoteNode = NodePosition & {
  type: 'quote';
  children: NotationNode[];
} & (
    | {
        accountId: number;
        /** 書かれた日時 (Unix 時間・秒) / When it was written, in Unix seconds. */
        time?: number;
      }
    /** 引用元なし / Without an author. */
    | { accountId?: undefined; time?: undefined }
  );

/** `[info]…[/info]` */
export interface InfoNode extends NodePosition {
  type: 'info';
  children: NotationNode[];
}

/** `[title]…[/title]`。囲みの中だけ / Directly in a box only. */
export interface TitleNode extends NodePosition {
  type: 'title';
  children: NotationNode[];
}

/** `[hr]` */
export interface HrNode extends NodePosition {
  type: 'hr';
}

/** `[picon:5]`, `[piconname:5]`, `[pname:5]` */
export interface AccountNode extends NodePosition {
  type: 'picon' | 'piconname' | 'pname';
  accountId: number;
}

/** `[code]…[/code]` */
export interface CodeNode extends NodePosition {
  type: 'code';
  text: string;
}

/** `[task …]…[/task]` */
export interface TaskNode extends NodePosition {
  type: 'task';
  /** 1 人以上 / One or more. */
  accountIds: number[];
  status: 'open' | 'done';
  /** 期限 (Unix 時間・秒)。なければ 0 / The deadline in Unix seconds, 0 for none. */
  limit: number;
  limitType?: 'none' | 'date' | 'time';
  children: NotationNode[];
}

/** `[download:5]NAME (SIZE)[/download]` */
export interface DownloadNode extends NodePosition {
  type: 'download';
  fileId: number;
  name: string;
  /** `247.60 KB` のような文字列 / As in `247.60 KB`. */
  size?: string;
}

/** `[preview id=5 ht=150]` */
export interface PreviewNode extends NodePosition {
  type: 'preview';
  fileId: number;
  /** 高さ (ピクセル) / In pixels. */
  height?: number;
}

/** `[dtext:file_uploaded]`: 読む人の言語で表示される文句 / A phrase of the service, in the language of who reads it. */
export interface DtextNode extends NodePosition {
  type: 'dtext';
  key: string;
}

/** 削除されたメッセージ / A deleted message: `[deleted]` and nothing else. */
export interface DeletedNode extends NodePosition {
  type: 'deleted';
}

/**
 * メッセージの一部。`type` で見分けます。
 *
 * A piece of a message, told apart by `type`.
 */
export type NotationNode =
  | TextNode
  | EmoticonNode
  | UrlNode
  | ToNode
  | ToAllNode
  | ReplyNode
  | QuoteNode
  | InfoNode
  | TitleNode
  | HrNode
  | AccountNode
  | CodeNode
  | TaskNode
  | DownloadNode
  | PreviewNode
  | DtextNode
  | DeletedNode;

/**
 * 通知されるメンション (`[To:…]`、`[toall]`、返信)。引用とコードの中は通知されないので含みません。
 *
 * The tags that notify somebody. Those in quotations and code do not, and are left out.
 *
 * @throws {ChatworkArgumentError} 文字列でも Notation でもない / where it is neither a string nor a Notation
 */
export declare function mentionsOf(message: Text): (ToNode | ToAllNode | ReplyNode)[];

/**
 * このアカウントに通知されるメッセージかどうか。`[toall]` と返信も含みます。
 *
 * Whether a message notifies this account: by `[To:…]`, a reply or `[toall]`.
 *
 * @throws {ChatworkArgumentError} 文字列でも Notation でもない、または ID が正しくない / where it is neither a string nor a Notation, or the id is none
 */
export declare function isMentioned(message: Text, accountId: Id): boolean;

/**
 * 返信先。引用とコードの中は含みません。
 *
 * What a message answers. Quotations and code are left out.
 *
 * @throws {ChatworkArgumentError} 文字列でも Notation でもない / where it is neither a string nor a Notation
 */
export declare function repliesTo(message: Text): ReplyNode[];

/** メッセージのファイル / A file of a message. */
export interface Attachment {
  /** `downloadRoomFile` に渡す ID / For `downloadRoomFile`. */
  fileId: number;
  /** 名前。スタンプなど、ないこともあります / Not there for a sticker. */
  name?: string;
  /** `247.60 KB` のような文字列 / As in `247.60 KB`. */
  size?: string;
  /** 画像として表示されるかどうか / Whether it is shown as a picture. */
  isPicture: boolean;
}

/**
 * メッセージのファイル。引用とコードの中は含みません。
 *
 * The files that come with a message, each once. Quotations and code are left out.
 *
 * @throws {ChatworkArgumentError} 文字列でも Notation でもない / where it is neither a string nor a Notation
 */
export declare function attachmentsOf(message: Text): Attachment[];

/**
 * 表示のしかた。
 *
 * How a message is shown.
 */
export interface RenderOptions {
  /**
   * アカウントの名前。タグに名前がないときに使います。
   *
   * The names of accounts, for tags that come without one. A function may give `undefined`.
   */
  readonly names?:
    | ReadonlyMap<number, string>
    | { readonly [accountId: number]: string }
    | ((accountId: number) => string | null | undefined)
    | null
    | undefined;
  /** システムメッセージなどの言語。省略時は `'ja'` / The language of phrases of the service. Default: `'ja'`. */
  readonly language?: 'ja' | 'en' | null | undefined;
  /** 日時の時差 (分、-1440 から 1440)。省略時は日本の 540 / Minutes from UTC, -1440 to 1440, for times that are shown. Default: 540, Japan. */
  readonly utcOffset?: number | null | undefined;
  /**
   * 絵文字を Unicode にするかどうか。省略時は `true`。絵文字は `C:Data` のような文字列の中にもあるので、文章を元のまま残すときは `false`。
   *
   * Whether emoticons become Unicode. Default: `true`. They are also found in texts such as `C:Data`; `false` leaves those
   * alone.
   */
  readonly emoji?: boolean | null | undefined;
}

/**
 * タグのない文章にします。ログや通知のために。
 *
 * Shows a message as text without tags, as for logs and notifications.
 *
 * @throws {ChatworkArgumentError} 引数が正しくない / where an argument is wrong
 */
export declare function renderText(message: Text, options?: RenderOptions): string;

/**
 * HTML にします。どんなメッセージでもスクリプトは入りません。見た目は `cw-` で始まるクラスで付けます。
 *
 * Shows a message as HTML, into which no message can bring a script. It has classes that begin with `cw-`, and no styles.
 *
 * @throws {ChatworkArgumentError} 引数が正しくない / where an argument is wrong
 */
export declare function renderHtml(message: Text, options?: RenderOptions): string;

/**
 * GitHub Flavored Markdown にします。
 *
 * Shows a message as Markdown, in GitHub's dialect.
 *
 * @throws {ChatworkArgumentError} 引数が正しくない / where an argument is wrong
 */
export declare function renderMarkdown(message: Text, options?: RenderOptions): string;

/**
 * 長いメッセージを、投稿できる長さに分けます。段落や行の切れ目を優先し、タグや URL の途中では切りません。引用や囲みは閉じて、次で開き直します。
 *
 * Cuts a long message into such that can be posted, between paragraphs or lines where possible and never inside a tag.
 * Quotations, boxes and code are closed, and opened again in the next one.
 *
 * ```js
 * for (const body of splitMessage(long)) await postRoomMessage(token, room, { body });
 * ```
 *
 * @param max 1 つの長さの上限。JavaScript の文字列の長さ (UTF-16)。省略時は 65535 / The most UTF-16 units of one, from 1. Default: 65535.
 * @returns 空のメッセージなら空の配列 / an empty array for an empty message
 * @throws {ChatworkArgumentError} 切れ目のまわりのタグや、切れないもの (絵文字や 50 段より深い引用) に対して `max` が小さすぎる / where `max` is too small for the tags around a cut, or for what cannot be cut, as an emoticon or quotations more than 50 deep
 */
export declare function splitMessage(message: Text, max?: number | null): string[];
