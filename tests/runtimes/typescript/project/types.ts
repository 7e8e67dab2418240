// The types of the package: compiled with and without the types of the DOM, and never run.

import * as chatwork from 'chatwork-wasm';
import type {
  AccountInfo,
  Client,
  ClientOptions,
  Contact,
  ContactRequest,
  ContactRequestApprovalResponse,
  DownloadableFile,
  EmptyResponse,
  File,
  IconPreset,
  Id,
  Ids,
  Me,
  Message,
  MyStatus,
  MyTask,
  Outcome,
  Pacer,
  PostTasksResponse,
  RequestOptions,
  RoomInfo,
  RoomInfoWithDescription,
  RoomInvitationLink,
  RoomMember,
  RoomMembersPutResponse,
  RoomMessagesReadPutResponse,
  RoomMessagesUnreadPutResponse,
  RoomPutResponse,
  RoomRole,
  RoomsPostResponse,
  RoomType,
  Scope,
  Task,
  TaskIdResponse,
  TaskLimitType,
  TaskStatus,
  Token,
  TokenSet,
  TokenSource,
  UpdatedMessage,
  UploadedFiles,
} from 'chatwork-wasm';
import { ChatworkPacer, durablePacer } from 'chatwork-wasm/workers';

// Fails to compile where two types are not the very same.
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

const token: Token = 'x';
const options: RequestOptions = {
  timeout: 1000,
  baseUrl: 'https://example.com',
  validate: true,
  headers: { a: 'b' },
  signal: null,
};

// Good calls of every function, and what they give.
async function all(): Promise<void> {
  same<Me, Awaited<ReturnType<typeof chatwork.getMe>>>(true);
  const me: Me = await chatwork.getMe(token);
  const status: MyStatus = await chatwork.getMyStatus(token, options);
  const mine: MyTask[] = await chatwork.getMyTasks(token, { assigned_by_account_id: me.account_id, status: 'open' });
  const contacts: Contact[] = await chatwork.getContacts(token, undefined);
  const rooms: RoomInfo[] = await chatwork.getRooms(token, null);
  const made: RoomsPostResponse = await chatwork.postRooms(token, {
    name: 'x',
    description: '',
    link: true,
    link_code: 'a',
    link_need_acceptance: 0,
    members_admin_ids: [1, '2', 3n],
    members_member_ids: '4,5',
    members_readonly_ids: 6,
    icon_preset: 'star',
  });
  const room: RoomInfoWithDescription = await chatwork.getRoom(token, made.room_id);
  const put: RoomPutResponse = await chatwork.putRoom(token, '1', {
    name: 'x',
    description: null,
    icon_preset: 'travel',
  });
  const gone: EmptyResponse = await chatwork.deleteRooms(token, 1n, { action_type: 'leave' });
  const members: RoomMember[] = await chatwork.getRoomMembers(token, 1);
  const changed: RoomMembersPutResponse = await chatwork.putRoomMembers(token, 1, { members_admin_ids: 1 });
  const messages: Message[] = await chatwork.getRoomMessages(token, 1, { force: true }, options);
  const posted: UpdatedMessage = await chatwork.postRoomMessage(token, 1, { body: 'x', self_unread: 1 });
  const read: RoomMessagesReadPutResponse = await chatwork.putRoomMessagesRead(token, 1, {
    message_id: posted.message_id,
  });
  const unread: RoomMessagesUnreadPutResponse = await chatwork.putRoomMessagesUnread(token, 1, { message_id: 1n });
  const message: Message = await chatwork.getRoomMessage(token, 1, '2');
  const rewritten: UpdatedMessage = await chatwork.putRoomMessage(token, 1, '2', { body: 'x' });
  const deleted: UpdatedMessage = await chatwork.deleteRoomMessage(token, 1, '2', options);
  const tasks: Task[] = await chatwork.getRoomTasks(token, 1, {
    account_id: 1,
    assigned_by_account_id: '2',
    status: 'done',
  });
  const given: PostTasksResponse = await chatwork.postRoomTasks(token, 1, {
    body: 'x',
    to_ids: [1],
    limit: new Date(),
    limit_type: 'date',
  });
  const task: Task = await chatwork.getRoomTask(token, 1, 2);
  const done: TaskIdResponse = await chatwork.putRoomTaskStatus(token, 1, 2, { body: 'done' });
  const files: File[] = await chatwork.getRoomFiles(token, 1, { account_id: 1 });
  const uploaded: UploadedFiles = await chatwork.postRoomFiles(token, 1, {
    file: new Uint8Array(),
    filename: 'x',
    message: 'y',
  });
  const file: DownloadableFile = await chatwork.getRoomFile(token, 1, 2, { create_download_url: true });
  const link: RoomInvitationLink = await chatwork.getRoomLink(token, 1);
  const linked: RoomInvitationLink = await chatwork.postRoomLink(token, 1, {
    code: 'x',
    need_acceptance: false,
    description: 'y',
  });
  const relinked: RoomInvitationLink = await chatwork.putRoomLink(token, 1, { need_acceptance: true });
  const unlinked: RoomInvitationLink = await chatwork.deleteRoomLink(token, 1);
  const requests: ContactRequest[] = await chatwork.getIncomingRequests(token);
  const accepted: ContactRequestApprovalResponse = await chatwork.putIncomingRequests(token, 1);
  const declined: EmptyResponse = await chatwork.deleteIncomingRequest(token, 1);

  // What the service gives, as narrow as it is.
  const ids: string[] = [
    message.message_id,
    rewritten.message_id,
    deleted.message_id,
    messages[0]!.message_id,
    task.message_id,
  ];
  const numbers: number[] = [
    status.mytask_num,
    mine[0]!.room.room_id,
    contacts[0]!.account_id,
    put.room_id,
    changed.readonly[0]!,
    read.unread_num,
    unread.mention_num,
    tasks[0]!.limit_time,
    given.task_ids[0]!,
    done.task_id,
    files[0]!.filesize,
    uploaded.file_id,
    accepted.room_id,
    requests[0]!.request_id,
    message.send_time,
  ];
  const account: AccountInfo = message.account;
  const kinds: [RoomType, RoomRole, RoomRole, TaskStatus, TaskLimitType] = [
    rooms[0]!.type,
    room.role,
    members[0]!.role,
    task.status,
    task.limit_type,
  ];
  same<RoomType, 'my' | 'direct' | 'group'>(true);
  same<RoomRole, 'admin' | 'member' | 'readonly'>(true);
  same<TaskStatus, 'open' | 'done'>(true);
  same<TaskLimitType, 'none' | 'date' | 'time'>(true);
  const icon: IconPreset = 'magcup';
  const links: boolean[] = [link.public, linked.public, relinked.public, unlinked.public];

  // What is not always there.
  const url: string | undefined = file.download_url;
  const linkUrl: string | undefined = link.url;
  const mail: string | undefined = me.login_mail;
  // @ts-expect-error
  const sure: string = file.download_url;
  // @ts-expect-error
  const sureLink: string = link.url;
  // @ts-expect-error
  const sureMail: string = me.login_mail;
  // @ts-expect-error
  const number: number = message.message_id;
  // @ts-expect-error
  const description: string = rooms[0]!.description;
  void [
    gone,
    declined,
    ids,
    numbers,
    account,
    kinds,
    icon,
    links,
    url,
    linkUrl,
    mail,
    sure,
    sureLink,
    sureMail,
    number,
    description,
  ];
}

// What may be left out.
function shortest(): void {
  void [
    chatwork.getMyTasks(token),
    chatwork.getMyTasks(token, null),
    chatwork.getMyTasks(token, undefined, options),
    chatwork.putRoom(token, 1),
    chatwork.getRoomMessages(token, 1),
    chatwork.putRoomMessagesRead(token, 1),
    chatwork.getRoomTasks(token, 1),
    chatwork.getRoomFiles(token, 1),
    chatwork.getRoomFile(token, 1, 2),
    chatwork.postRoomLink(token, 1),
    chatwork.putRoomLink(token, 1),
    chatwork.getRoomTasks(token, 1, { account_id: undefined, status: null }),
  ];
}

// Credentials and options.
function settings(): void {
  const tokens: Token[] = ['x', { accessToken: 'x' }, { accessToken: () => 'x' }, { accessToken: async () => 'x' }];
  const reply = { status: 200, headers: { get: (_: string) => null }, text: async () => '' };
  const good: RequestOptions[] = [
    {},
    { timeout: 0 },
    { timeout: undefined },
    { fetch: async () => reply },
    { fetch: async (url: string, init: { method: string }) => (void [url, init], reply) },
    { baseUrl: { href: 'https://example.com' } },
    { headers: [['a', 'b']] },
    { headers: new Map([['a', 'b']]) },
    { headers: null },
  ];
  // @ts-expect-error
  const wrong1: Token = { accessToken: 1 };
  // @ts-expect-error
  const wrong2: Token = { token: 'x' };
  // @ts-expect-error
  const wrong3: Token = undefined;
  // @ts-expect-error
  const wrong4: RequestOptions = { retry: 1 };
  // @ts-expect-error
  const wrong5: RequestOptions = { timeout: '1000' };
  // @ts-expect-error
  const wrong6: RequestOptions = { baseURL: 'x' };
  // @ts-expect-error
  const wrong7: RequestOptions = { fetch: () => 1 };
  // @ts-expect-error
  const wrong8: RequestOptions = { signal: { aborted: false } };
  // @ts-expect-error
  const wrong9: RequestOptions = { headers: { a: 1 } };
  void [tokens, good, wrong1, wrong2, wrong3, wrong4, wrong5, wrong6, wrong7, wrong8, wrong9];
}

// What is sent again, what waits, and who is told.
async function watching(): Promise<void> {
  const lines: unknown[] = [];
  const line = (message: string, details?: unknown): void => void lines.push(message, details);
  const pacer: Pacer = {
    reserve: async ({ account, roomId }) => ({ wait: roomId === undefined ? account.length : 0, scope: 'account' }),
    learn: ({ limit, remaining, resetIn }) => lines.push(limit + remaining + resetIn),
  };
  const all: RequestOptions = {
    deadline: 1,
    retries: 0,
    replay: true,
    dedupe: true,
    rateLimit: 'reject',
    maxWait: 0,
    pace: false,
    pacer,
    logger: { debug: line, info: line, warn: line, error: line },
    logLevel: 'debug',
    onRequest: ({ name, method, path, attempt }) => lines.push(name, method, path, attempt.toFixed()),
    onResponse: ({ status, duration, headers, rateLimit }) => lines.push(status + duration, headers, rateLimit?.resetAt),
    onRetry: ({ error, wait }) => lines.push(error.code, wait),
    onRateLimit: async ({ scope, roomId, wait, beforeSending }) => lines.push(scope, roomId, wait, beforeSending),
    onPacerError: ({ error }) => lines.push(error),
  };
  const options: RequestOptions[] = [all, { pacer: null }, { pacer: { reserve: () => ({ wait: 0 }) } }];
  const pacing: Pacer = durablePacer({ idFromName: (name: string) => name, get: (id: string) => id });
  const made = await chatwork.getRooms(token, { ...all, pacer: pacing });
  const limit: Date | undefined = chatwork.responseOf(made)?.rateLimit?.resetAt;
  const left: number | undefined = chatwork.rateLimitOf(token, { baseUrl: 'https://example.com' })?.remaining;
  // @ts-expect-error no such way
  const wrong1: RequestOptions = { rateLimit: 'queue' };
  // @ts-expect-error it would never wait
  const wrong2: RequestOptions = { pacer: { reserve: () => 5 } };
  // @ts-expect-error no such level
  const wrong3: RequestOptions = { logLevel: 'trace' };
  // @ts-expect-error not what is needed
  const wrong4: RequestOptions = { logger: { log: line } };
  // @ts-expect-error no such hook
  const wrong5: RequestOptions = { onAbort: line };
  void [options, limit, left, wrong1, wrong2, wrong3, wrong4, wrong5, ChatworkPacer];
}

// From the page to a token.
async function oauth(): Promise<void> {
  const scope: Scope[] = chatwork.scopesFor('getRooms', 'postRoomMessage');
  const { verifier, challenge, method } = await chatwork.createPkce();
  same<typeof method, 'S256'>(true);
  const state: string = chatwork.createState();
  const url: string = chatwork.authorizationUrl({ clientId: 'x', scope, state, codeChallenge: challenge });
  chatwork.authorizationUrl({ clientId: 'x', scope: 'rooms.all:read', redirectUri: null });
  chatwork.authorizationUrl({ clientId: 'x', scope: ['rooms.all:read', 'offline_access'], validate: false });
  const { code } = chatwork.readCallback(url, { state });
  const tokens: TokenSet = await chatwork.exchangeCode({ clientId: 'x', code, codeVerifier: verifier, signal: null });
  const renewed = await chatwork.refreshAccessToken({ clientId: 'x', refreshToken: tokens.refreshToken ?? '' });
  const sure: string = renewed.refreshToken;
  const saved: { tokens?: TokenSet } = {};
  const store = {
    get: async () => saved.tokens,
    set: async (given: TokenSet) => {
      saved.tokens = given;
    },
  };
  const source: TokenSource = chatwork.tokenSource({ clientId: 'x', clientSecret: 'y', tokens, store, leeway: 1 });
  const token: Token = source;
  await chatwork.getRooms(source);
  const known: TokenSet | undefined = source.tokens();
  const told: Token = { accessToken: (more) => more?.rejected ?? 'x' };
  const error: unknown = undefined;
  if (error instanceof chatwork.ChatworkOAuthError) {
    same<typeof error.code, 'oauth'>(true);
    const reason: 'denied' | 'state' | 'callback' | 'refused' | 'unavailable' | 'unreadable' | 'no-tokens' | 'store' =
      error.reason;
    const parts: (string | undefined)[] = [error.error, error.description];
    void [reason, parts];
  }
  if (chatwork.isChatworkError(error) && error.code === 'oauth') void error.reason;
  // @ts-expect-error no such function
  chatwork.scopesFor('getRoomz');
  // @ts-expect-error no such scope
  const wrong1: Scope = 'rooms.all';
  // @ts-expect-error no scope
  chatwork.authorizationUrl({ clientId: 'x' });
  // @ts-expect-error no state
  chatwork.readCallback(url, {});
  // @ts-expect-error no code
  await chatwork.exchangeCode({ clientId: 'x' });
  // @ts-expect-error no set
  chatwork.tokenSource({ clientId: 'x', store: { get: store.get } });
  // @ts-expect-error may be missing
  const wrong2: string = tokens.refreshToken;
  void [sure, token, known, told, wrong1, wrong2];
}

// Calls that are refused, and that the compiler refuses before.
function bad(): void {
  // @ts-expect-error no token
  void chatwork.getMe();
  // @ts-expect-error a wrong token
  void chatwork.getMe(1);
  // @ts-expect-error no parameter of this name
  void chatwork.getMyTasks(token, { state: 'open' });
  // @ts-expect-error no such word
  void chatwork.getMyTasks(token, { status: 'closed' });
  // @ts-expect-error too many arguments
  void chatwork.getContacts(token, {}, {});
  // @ts-expect-error required
  void chatwork.postRooms(token, { name: 'x' });
  // @ts-expect-error required
  void chatwork.postRooms(token);
  // @ts-expect-error no such icon
  void chatwork.postRooms(token, { name: 'x', members_admin_ids: 1, icon_preset: 'cat' });
  // @ts-expect-error no id
  void chatwork.getRoom(token);
  // @ts-expect-error no id
  void chatwork.getRoom(token, { room_id: 1 });
  // @ts-expect-error no id
  void chatwork.getRoom(token, true);
  // @ts-expect-error no text
  void chatwork.putRoom(token, 1, { name: 1 });
  // @ts-expect-error no such word
  void chatwork.deleteRooms(token, 1, { action_type: 'archive' });
  // @ts-expect-error required
  void chatwork.deleteRooms(token, 1);
  // @ts-expect-error required
  void chatwork.putRoomMembers(token, 1, { members_member_ids: 1 });
  // @ts-expect-error no flag
  void chatwork.getRoomMessages(token, 1, { force: 'yes' });
  // @ts-expect-error no flag
  void chatwork.getRoomMessages(token, 1, { force: 2 });
  // @ts-expect-error no text
  void chatwork.postRoomMessage(token, 1, { body: 1 });
  // @ts-expect-error no object
  void chatwork.postRoomMessage(token, 1, 'x');
  // @ts-expect-error required
  void chatwork.putRoomMessagesUnread(token, 1, {});
  // @ts-expect-error no message id
  void chatwork.getRoomMessage(token, 1);
  // @ts-expect-error required
  void chatwork.putRoomMessage(token, 1, 2);
  // @ts-expect-error no parameters
  void chatwork.deleteRoomMessage(token, 1, 2, { body: 'x' });
  // @ts-expect-error no time
  void chatwork.postRoomTasks(token, 1, { body: 'x', to_ids: 1, limit: {} });
  // @ts-expect-error no ids
  void chatwork.postRoomTasks(token, 1, { body: 'x', to_ids: [[1]] });
  // @ts-expect-error no such word
  void chatwork.putRoomTaskStatus(token, 1, 2, { body: 'closed' });
  // @ts-expect-error no file
  void chatwork.postRoomFiles(token, 1, { file: 'x' });
  // @ts-expect-error required
  void chatwork.postRoomFiles(token, 1, { filename: 'x' });
  // @ts-expect-error no text
  void chatwork.postRoomLink(token, 1, { code: 1 });
  // @ts-expect-error no parameters
  void chatwork.putIncomingRequests(token, 1, { message: 'x' });
  // @ts-expect-error no parameters
  void chatwork.getMyStatus(token, { status: 'open' });
  // @ts-expect-error no parameters
  void chatwork.getRooms(token, { type: 'group' });
  // @ts-expect-error no id
  void chatwork.getRoomMembers(token);
  // @ts-expect-error no message id
  void chatwork.putRoomMessagesRead(token, 1, { message_id: true });
  // @ts-expect-error no parameter of this name
  void chatwork.getRoomTasks(token, 1, { to_ids: 1 });
  // @ts-expect-error no task id
  void chatwork.getRoomTask(token, 1);
  // @ts-expect-error no account id
  void chatwork.getRoomFiles(token, 1, { account_id: [1] });
  // @ts-expect-error no flag
  void chatwork.getRoomFile(token, 1, 2, { create_download_url: 'true' });
  // @ts-expect-error no id
  void chatwork.getRoomLink(token, null);
  // @ts-expect-error no flag
  void chatwork.putRoomLink(token, 1, { need_acceptance: 'no' });
  // @ts-expect-error no parameters
  void chatwork.deleteRoomLink(token, 1, { code: 'x' });
  // @ts-expect-error no parameters
  void chatwork.getIncomingRequests(token, { account_id: 1 });
  // @ts-expect-error no request id
  void chatwork.deleteIncomingRequest(token);
}

// A client has the same functions without the token.
async function clients(): Promise<void> {
  const made: ClientOptions = { token, ...options };
  const client: Client = chatwork.createClient(made);
  type OAuth =
    | 'authorizationUrl'
    | 'createPkce'
    | 'createState'
    | 'exchangeCode'
    | 'readCallback'
    | 'refreshAccessToken'
    | 'scopesFor'
    | 'tokenSource';
  type Webhooks = `${string}Webhook` | 'webhookHandler';
  type Others = 'createClient' | 'isChatworkError' | 'rateLimitOf' | 'responseOf' | OAuth | Webhooks;
  same<keyof Client, Exclude<keyof typeof chatwork, Others | `Chatwork${string}`>>(true);
  const me: Me = await client.getMe();
  const message: UpdatedMessage = await client.postRoomMessage(1, { body: 'x' }, { timeout: 1 });
  const messages: Message[] = await client.getRoomMessages(1);
  // @ts-expect-error the token is given
  void client.getRoom(token, 1);
  // @ts-expect-error required
  void client.postRoomMessage(1);
  // @ts-expect-error required
  void chatwork.createClient({});
  // @ts-expect-error no option of this name
  void chatwork.createClient({ token, tokn: 1 });
  // @ts-expect-error a client stays as it is
  client.getMe = client.getMe;
  void [me, message, messages];
}

// What a caller catches.
function errors(thrown: unknown): string {
  if (thrown instanceof chatwork.ChatworkRateLimitError) {
    same<typeof thrown.code, 'rate_limit'>(true);
    const [status, texts, headers]: [number, string[], Record<string, string>] = [
      thrown.status,
      thrown.errors,
      thrown.headers,
    ];
    const [scope, after, until]: ['account' | 'room', number | undefined, Date | undefined] = [
      thrown.scope,
      thrown.retryAfter,
      thrown.resetAt,
    ];
    return `${status} ${texts.join()} ${headers['x-ratelimit-reset']} ${scope} ${after} ${until} ${thrown.roomId}`;
  }
  if (thrown instanceof chatwork.ChatworkTimeoutError)
    return `${thrown.after satisfies number} ${thrown.outcome satisfies Outcome}`;
  if (thrown instanceof chatwork.ChatworkConnectionError) return `${thrown.code} ${String(thrown.cause)}`;
  if (thrown instanceof chatwork.ChatworkArgumentError) return thrown.parameter + thrown.expected + thrown.got;
  if (thrown instanceof chatwork.ChatworkParseError) return thrown.text + thrown.status.toFixed();
  if (chatwork.isChatworkError(thrown)) {
    const known: Error & { code: string; method?: string; path?: string } = thrown;
    // @ts-expect-error no such code
    if (thrown.code === 'ratelimit') return '';
    // @ts-expect-error only errors of the service have one
    void thrown.status;
    return JSON.stringify(thrown.toJSON()) + known.code;
  }
  // @ts-expect-error the library makes them
  void new chatwork.ChatworkError();
  return '';
}

// What a bot is told.
async function webhooks(request: chatwork.WebhookRequest): Promise<string> {
  const token = 'c2VjcmV0';
  const isGenuine: boolean = chatwork.verifyWebhook({ token: [token], body: new Uint8Array(1), signature: null });
  const event = await chatwork.parseWebhook(request, { token, maxAge: 300_000 });
  if (event.webhook_event_type === 'mention_to_me') return event.webhook_event.from_account_id.toFixed();
  if (event.webhook_event_type === 'unknown') return event.original_type;
  // @ts-expect-error only a mention has one
  void event.webhook_event.from_account_id;
  const handler = chatwork.webhookHandler<{ SECRET: string }>({
    token: ({ SECRET }) => SECRET,
    onEvent: async ({ webhook_event: { body } }, env) => `${String(body)} ${env.SECRET}`,
    seen: { add: (key) => key.length > 0 },
  });
  // @ts-expect-error required
  void chatwork.webhookHandler({ token });
  void handler({}, { SECRET: token });
  return event.webhook_event.message_id + String(isGenuine) + chatwork.signWebhook({ token, body: 'x' });
}

const ids: [Id, Ids] = [1, [1, '2', 3n] as const];
// @ts-expect-error not exported
void chatwork.initSync;

export { all, bad, clients, errors, ids, oauth, settings, shortest, watching, webhooks };

export function narrowed(error: unknown): string | number {
  if (!chatwork.isChatworkError(error)) return 'not ours';
  if (error.code === 'rate_limit' || error.code === 'unexpected_status') return error.status;
  if (error.code === 'argument') return error.parameter;
  // @ts-expect-error: an argument that was refused has no status
  return error.code === 'timeout' ? error.after : error.code === 'runtime' ? error.status : error.message;
}
