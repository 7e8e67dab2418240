//! The errors of a call, and what each says.

use super::encode::{Refusal, Words, digits, joined};
use super::limits::Scope;
use super::outcome::{self, Outcome};
use crate::api::Endpoint;

/// Why a call failed. One variant for each JavaScript class, but for those that only differ by status.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// An argument was refused before anything was sent.
    Argument {
        /// The argument, as the caller knows it.
        parameter: String,
        /// What it may be.
        expected: Words,
        /// What it was.
        got: Words,
    },
    /// This runtime lacks something.
    Runtime {
        /// What is missing and what to do.
        problem: &'static str,
    },
    /// The service answered with a status that is no success.
    Api {
        /// The status; 0 where a browser hides it behind a redirect.
        status: u16,
        /// What the service said.
        errors: Vec<String>,
        /// What a 429 tells.
        limited: Option<Limited>,
        /// Whether the free plan hides what was asked for.
        is_hidden: bool,
    },
    /// A rate limit is known to refuse the request, so it was not sent.
    Held(Limited),
    /// No answer, or only a part of one.
    Connection {
        /// What is known of the request.
        outcome: Outcome,
        /// What happened, in the words of the runtime.
        problem: String,
        /// Whether a page asked the service itself, which no browser allows.
        is_from_page: bool,
    },
    /// No complete answer in time.
    Timeout {
        /// What is known of the request.
        outcome: Outcome,
        /// The milliseconds it was given.
        after: u32,
        /// Whether they were those of the whole call.
        is_deadline: bool,
    },
    /// A success whose body cannot be read.
    Parse {
        /// The status.
        status: u16,
    },
}

/// What is known of a rate limit that is used up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limited {
    /// Which one.
    pub scope: Scope,
    /// How many requests it lets pass in its window.
    pub limit: u32,
    /// The milliseconds until it lets a request pass; none where nothing tells.
    pub retry_after: Option<f64>,
}

/// What the answer to a call matters for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stakes {
    /// Messages are lost with it.
    pub loses: bool,
    /// An earlier attempt may have been carried out, which changes something.
    pub is_in_doubt: bool,
}

impl Error {
    /// The refusal of an argument.
    #[must_use]
    pub fn argument(parameter: &str, refusal: Refusal) -> Self {
        Self::Argument { parameter: parameter.to_owned(), expected: refusal.expected, got: refusal.got }
    }

    /// One sentence on what happened and one on what to do, for a call of an endpoint.
    #[must_use]
    pub fn message(&self, endpoint: &Endpoint, stakes: Stakes) -> String {
        let advice = match self {
            // What is missing and what to do are one thing.
            Self::Runtime { .. } => "",
            _ => self.kind(stakes).1.en,
        };
        [endpoint.name, ": ", &self.sentence(), advice].concat()
    }

    /// What to do, in Japanese and in English.
    #[must_use]
    pub fn help(&self, stakes: Stakes) -> String {
        let Advice { ja, en } = self.kind(stakes).1;
        [ja, "\n", en].concat()
    }

    /// The JavaScript class and the stable code.
    #[must_use]
    pub fn class(&self) -> Class {
        *self.kind(Stakes::default()).0
    }

    /// What became of the call.
    #[must_use]
    pub fn outcome(&self, stakes: Stakes) -> Outcome {
        match self {
            Self::Parse { .. } => Outcome::Answered,
            _ if stakes.is_in_doubt => Outcome::Unknown,
            Self::Argument { .. } | Self::Runtime { .. } | Self::Held(_) => Outcome::NotSent,
            Self::Api { status, .. } => outcome::of_status(*status),
            Self::Connection { outcome, .. } | Self::Timeout { outcome, .. } => *outcome,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Argument { parameter, expected, got } => {
                ["'", parameter, "' must be ", expected, ", but got ", got, ". "].concat()
            }
            Self::Runtime { problem } => (*problem).to_owned(),
            Self::Api { status, errors, .. } => {
                let said = joined(errors.iter().cloned(), "; ");
                let said = if errors.is_empty() {
                    "no explanation"
                } else {
                    said.strip_suffix('.').unwrap_or(&said)
                };
                [&digits((*status).into()), ", ", said, ". "].concat()
            }
            Self::Connection { problem, .. } => ["no complete answer (", problem, "). "].concat(),
            Self::Held(_) => "held back, because a rate limit is used up. ".to_owned(),
            Self::Timeout { after, is_deadline, .. } => [
                "no complete answer within the ",
                &digits((*after).into()),
                " ms of the '",
                if *is_deadline { "deadline" } else { "timeout" },
                "' option. ",
            ]
            .concat(),
            Self::Parse { status } => [
                "the service answered ",
                &digits((*status).into()),
                ", so the request was carried out, but the body is not JSON. ",
            ]
            .concat(),
        }
    }

    /// The class with its code, and what to do.
    fn kind(&self, stakes: Stakes) -> (&'static Class, &'static Advice) {
        const UNKNOWN: Outcome = Outcome::Unknown;
        match self {
            Self::Argument { .. } => (&("ChatworkArgumentError", "argument"), &ARGUMENT),
            Self::Runtime { .. } => (&("ChatworkError", "runtime"), &RUNTIME),
            Self::Connection { outcome, is_from_page, .. } => {
                let advice = if *is_from_page { &FROM_PAGE } else { again(*outcome, stakes) };
                (&("ChatworkConnectionError", "connection"), advice)
            }
            Self::Timeout { outcome, .. } => (&("ChatworkTimeoutError", "timeout"), again(*outcome, stakes)),
            Self::Parse { .. } => (&("ChatworkParseError", "parse"), &UNREADABLE),
            Self::Held(_) => (&LIMIT, limited(stakes)),
            Self::Api { status, is_hidden, .. } => match status {
                400 => (&("ChatworkBadRequestError", "bad_request"), &BAD_REQUEST),
                401 => (&("ChatworkAuthenticationError", "authentication"), &AUTHENTICATION),
                403 => (&("ChatworkPermissionError", "permission"), &PERMISSION),
                404 => {
                    (&("ChatworkNotFoundError", "not_found"), if *is_hidden { &HIDDEN } else { &NOT_FOUND })
                }
                429 => (&LIMIT, limited(stakes)),
                500.. => (&("ChatworkServerError", "server"), again(UNKNOWN, stakes)),
                0 | 300..=399 => (&UNEXPECTED, &REDIRECT),
                408 => (&UNEXPECTED, again(UNKNOWN, stakes)),
                _ => (&UNEXPECTED, &UNDOCUMENTED),
            },
        }
    }
}

/// A JavaScript class and the code of its errors.
pub type Class = (&'static str, &'static str);

const LIMIT: Class = ("ChatworkRateLimitError", "rate_limit");
const UNEXPECTED: Class = ("ChatworkApiError", "unexpected_status");

/// Whether it can be sent again.
fn again(outcome: Outcome, stakes: Stakes) -> &'static Advice {
    match outcome {
        Outcome::NotSent if !stakes.is_in_doubt => &AGAIN,
        _ if stakes.loses => &LOST,
        _ => &CHECK,
    }
}

/// A limit is the lesser trouble where an earlier attempt may have been carried out.
fn limited(stakes: Stakes) -> &'static Advice {
    if stakes.is_in_doubt { &CHECK } else { &LIMITED }
}

/// What to do.
struct Advice {
    ja: &'static str,
    en: &'static str,
}

static ARGUMENT: Advice = Advice {
    ja: "引数を直してください。何も送信していません。",
    en: "Nothing was sent.",
};
static RUNTIME: Advice = Advice {
    ja: "この環境に足りないものがあります。エラーの message と cause を見てください。",
    en: "Something is missing here: see the error's message and cause.",
};
static FROM_PAGE: Advice = Advice {
    ja: "Web ページからサービスを直接呼び出すことはできません。トークンは自分のサーバーに置き、'baseUrl' にそのサーバーを指定してください。",
    en: "A page cannot call the service: it sends no CORS headers, and a token in a page is a leak, as every visitor \
         can read it. Keep the token on a server of yours and set 'baseUrl' to that server.",
};
static UNREADABLE: Advice = Advice {
    ja: "処理は成功しましたが、応答を読めません。エラーの text を見てください。プロキシなどが応答を差し替えた可能性があります。",
    en: "Look at the error's 'text': a proxy or a captive portal may have replaced the answer.",
};
static LIMITED: Advice = Advice {
    ja: "回数が多すぎます。しばらく待ってください。投稿は 1 ルーム 10 秒に 10 件、リクエストは 1 アカウント 5 分に 300 回までです。",
    en: "Too many requests: wait before the next one. A room takes 10 posts in 10 seconds, an account 300 requests in \
         5 minutes.",
};
static HIDDEN: Advice = Advice {
    ja: "フリープランの制限で表示されないメッセージの可能性があります。",
    en: "The free plan hides old messages: it may be one of them.",
};
static REDIRECT: Advice = Advice {
    ja: "トークンが他へ渡らないよう、リダイレクトには従いません。'baseUrl' に最終的なアドレスを指定してください。",
    en: "Redirects are not followed, because the token would go along. Set 'baseUrl' to the final address.",
};
static BAD_REQUEST: Advice = Advice {
    ja: "パラメーターと、すでにその状態になっていないかを確認してください。",
    en: "Check the parameters, and whether what you ask for is already so.",
};
static AUTHENTICATION: Advice = Advice {
    ja: "API トークンを確認してください。誤り、再発行、期限切れの可能性があります。",
    en: "Check the API token: it may be mistyped, re-issued or expired.",
};
static PERMISSION: Advice = Advice {
    ja: "このルームでの権限か、OAuth トークンのスコープが足りません。",
    en: "The account lacks the right for this in the room, or the OAuth token lacks the scope.",
};
static NOT_FOUND: Advice = Advice {
    ja: "ID と、アカウントがそのルームを見られるかを確認してください。",
    en: "Check the ids, and whether the account can see the room.",
};
static UNDOCUMENTED: Advice = Advice {
    ja: "サービスの仕様にないステータスです。'baseUrl' と途中のプロキシを確認してください。",
    en: "The service does not document this status: check 'baseUrl' and any proxy in between.",
};
static AGAIN: Advice = Advice {
    ja: "送信されていないので、もう一度呼び出せます。",
    en: "Nothing was sent, so it can be called again.",
};
static LOST: Advice = Advice {
    ja: "このメッセージは取得済みになった可能性があります。'force: true' で呼び直してください。",
    en: "The service may count these messages as fetched: call again with 'force: true'.",
};
static CHECK: Advice = Advice {
    ja: "処理された可能性があります。もう一度呼び出す前に確認してください。",
    en: "The request may have been carried out: check before calling it again.",
};
