//! OAuth: the authorization page, the token endpoint, and what its tokens are good for.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatwork_emulator::{Emulator, Response, World};
use form_urlencoded::Serializer;
use serde_json::{Value, json};

use crate::service::{AOKI, GROUP, Parameters, START, Service, TANAKA, json, request, text};

const PAGE: &str = "/packages/oauth2/login.php";
const CONFIDENTIAL: &str = "emulator-confidential-client";
const SECRET: &str = "emulator-client-secret";
const CALLBACK: &str = "http://127.0.0.1:8788/callback";
const PUBLIC: &str = "emulator-public-client";
const SCHEME: &str = "jp.example.app:/callback";

/// The example of RFC 7636.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Parameters by name; a later one replaces an earlier one, and an empty one takes it away.
type Pairs<'a> = Vec<(&'a str, &'a str)>;

fn changed<'a>(base: &[(&'a str, &'a str)], change: &[(&'a str, &'a str)]) -> Pairs<'a> {
    let mut pairs: Pairs<'a> = base.to_vec();
    pairs.retain(|(name, _)| change.iter().all(|(other, _)| other != name));
    pairs.extend(change.iter().filter(|(_, value)| !value.is_empty()));
    pairs
}

const CONFIDENTIAL_REQUEST: Parameters<'static> = &[
    ("response_type", "code"),
    ("client_id", CONFIDENTIAL),
    ("redirect_uri", CALLBACK),
    ("scope", "users.profile.me:read rooms.messages:write"),
    ("state", "日 &=#"),
];

const PUBLIC_REQUEST: Parameters<'static> = &[
    ("response_type", "code"),
    ("client_id", PUBLIC),
    ("scope", "users.profile.me:read rooms.messages:read"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
];

fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

fn ask(service: &mut Service, parameters: Parameters<'_>) -> Response {
    let mut page = request("GET", "");
    PAGE.clone_into(&mut page.path);
    page.query = Serializer::new(String::new()).extend_pairs(parameters).finish();
    service.send(&page)
}

fn decide(service: &mut Service, asked: Parameters<'_>, decision: &str) -> Response {
    let account = TANAKA.to_string();
    service.form(PAGE, None, &changed(asked, &[("account_id", &account), ("decision", decision)]))
}

/// The parameters of the way back.
fn returned(response: &Response) -> Vec<(String, String)> {
    assert_eq!(response.status, 302, "{}", text(response));
    let location = response.header("location").unwrap();
    let query = location.split_once('?').unwrap().1;
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn code(service: &mut Service, asked: Parameters<'_>) -> String {
    let response = decide(service, asked, "allow");
    returned(&response).into_iter().find(|(name, _)| name == "code").unwrap().1
}

fn exchange(service: &mut Service, code: &str) -> Response {
    let parameters = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)];
    service.form("/token", Some(&basic(CONFIDENTIAL, SECRET)), &parameters)
}

fn exchange_public(service: &mut Service, code: &str, change: Parameters<'_>) -> Response {
    let parameters = [
        ("grant_type", "authorization_code"),
        ("client_id", PUBLIC),
        ("code", code),
        ("code_verifier", VERIFIER),
    ];
    service.form("/token", None, &changed(&parameters, change))
}

fn refresh(service: &mut Service, token: &str, change: Parameters<'_>) -> Response {
    let parameters = [("grant_type", "refresh_token"), ("refresh_token", token)];
    service.form("/token", Some(&basic(CONFIDENTIAL, SECRET)), &changed(&parameters, change))
}

/// Tokens of the confidential client.
fn tokens(service: &mut Service, scope: &str) -> Value {
    let code = code(service, &changed(CONFIDENTIAL_REQUEST, &[("scope", scope)]));
    json(&exchange(service, &code))
}

fn string<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

fn me(service: &mut Service, token: &str, path: &str) -> Response {
    let mut request = request("GET", path);
    request.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
    service.send(&request)
}

fn error(response: &Response) -> (u16, String) {
    (response.status, json(response)["error"].as_str().unwrap_or_default().to_owned())
}

fn refused(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

#[test]
fn the_page_names_the_client_and_escapes_what_it_is_given() {
    let mut world: Value = Service::new().control("GET", "/world", &Value::Null);
    world["oauth_clients"][0]["name"] = "<b>&\"'".into();
    world["accounts"][0]["name"] = "<i>青木".into();
    let mut service = Service::of(World::from_json(&world.to_string()).unwrap());
    let page = ask(&mut service, &changed(CONFIDENTIAL_REQUEST, &[("state", "\"><script>'"), ("<x>", "1")]));
    let html = text(&page);
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    for expected in [
        "<h1>&lt;b&gt;&amp;&quot;&#39;</h1>",
        "<li><code>rooms.messages:write</code></li>",
        "<option value=\"1210345\">&lt;i&gt;青木 (1210345)</option>",
        "name=\"state\" value=\"&quot;&gt;&lt;script&gt;&#39;\">",
        "name=\"&lt;x&gt;\"",
        "<form method=\"post\" action=\"/packages/oauth2/login.php\">",
        "value=\"allow\">許可する",
        "value=\"deny\">拒否する",
        "Allow",
    ] {
        assert!(html.contains(expected), "{expected} {html}");
    }
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.header("x-ratelimit-limit").is_none());
    assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
}

#[test]
fn mistakes_carry_their_number() {
    let long = "a".repeat(129);
    // The request, what is changed in it, the number.
    let cases: &[(Parameters<'_>, Parameters<'_>, u16)] = &[
        (CONFIDENTIAL_REQUEST, &[("response_type", "")], 1001),
        (CONFIDENTIAL_REQUEST, &[("response_type", "token")], 4001),
        (CONFIDENTIAL_REQUEST, &[("response_type", "Code")], 4002),
        (CONFIDENTIAL_REQUEST, &[("scope", "")], 5001),
        (CONFIDENTIAL_REQUEST, &[("scope", " ")], 5001),
        (CONFIDENTIAL_REQUEST, &[("scope", "users.all:read everything")], 5002),
        (CONFIDENTIAL_REQUEST, &[("scope", "users.all:read,rooms.all:read")], 5002),
        (CONFIDENTIAL_REQUEST, &[("client_id", "")], 11000),
        (CONFIDENTIAL_REQUEST, &[("client_id", "nobody")], 11000),
        (CONFIDENTIAL_REQUEST, &[("redirect_uri", "")], 13000),
        (CONFIDENTIAL_REQUEST, &[("redirect_uri", "/callback")], 14000),
        (CONFIDENTIAL_REQUEST, &[("redirect_uri", "https://app.example.jp/callback#part")], 14000),
        (CONFIDENTIAL_REQUEST, &[("redirect_uri", "http://127.0.0.1:8788/callback/")], 15000),
        (CONFIDENTIAL_REQUEST, &[("redirect_uri", "http://127.0.0.1:8788/callback?x=1")], 15000),
        (PUBLIC_REQUEST, &[("redirect_uri", "jp.example.app:/CALLBACK")], 15000),
        (PUBLIC_REQUEST, &[("code_challenge_method", "")], 18000),
        (PUBLIC_REQUEST, &[("code_challenge_method", "plain")], 18000),
        (PUBLIC_REQUEST, &[("code_challenge", "short")], 19000),
        (PUBLIC_REQUEST, &[("code_challenge", &long)], 19000),
        (PUBLIC_REQUEST, &[("code_challenge", "")], 19000),
        (PUBLIC_REQUEST, &[("code_challenge", ""), ("code_challenge_method", "")], 19000),
        (PUBLIC_REQUEST, &[("scope", "offline_access")], 5002),
        (PUBLIC_REQUEST, &[("scope", "rooms.files:read")], 5002),
        (CONFIDENTIAL_REQUEST, &[("code_verifier", "short")], 20000),
    ];
    for (asked, change, number) in cases {
        let mut service = Service::new();
        let asked = changed(asked, change);
        // The same for who opens the page and for who decides.
        for response in [
            ask(&mut service, &asked),
            decide(&mut service, &asked, "allow"),
            decide(&mut service, &asked, "deny"),
        ] {
            assert_eq!(response.status, 400, "{change:?}");
            assert!(
                text(&response).contains(&format!("<strong>{number}</strong>")),
                "{change:?}: {}",
                text(&response)
            );
            assert!(response.header("x-emulator-hint").unwrap().starts_with(&number.to_string()));
            assert_eq!(response.header("location"), None);
        }
    }
}

#[test]
fn a_decision_leads_back() {
    let mut service = Service::new();
    let allowed = decide(&mut service, CONFIDENTIAL_REQUEST, "allow");
    assert!(allowed.header("location").unwrap().starts_with("http://127.0.0.1:8788/callback?code="));
    let [(_, code), (name, state)] = &returned(&allowed)[..] else { panic!() };
    assert_eq!((code.len(), &**name, &**state), (32, "state", "日 &=#"));
    let denied = decide(&mut service, CONFIDENTIAL_REQUEST, "deny");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(returned(&denied), [pair("error", "access_denied"), pair("state", "日 &=#")]);
    // The only redirect URI may be left out, and so may the state.
    let allowed = decide(&mut service, PUBLIC_REQUEST, "allow");
    assert!(allowed.header("location").unwrap().starts_with("jp.example.app:/callback?code="));
    assert_eq!(returned(&allowed).len(), 1);
    // A test may post to the very URL that a browser would open.
    let mut post = request("POST", "");
    PAGE.clone_into(&mut post.path);
    post.query = Serializer::new(String::new()).extend_pairs(PUBLIC_REQUEST).finish();
    post.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    post.body = format!("account_id={AOKI}&decision=allow").into_bytes();
    assert_eq!(service.send(&post).status, 302);
}

#[test]
fn decisions_that_are_none() {
    let mut service = Service::new();
    for (account, decision, expected) in [
        ("1210345", "", "decision is allow or deny"),
        ("1210345", "yes", "decision is allow or deny"),
        ("", "allow", "account_id is the account"),
        ("9", "allow", "account_id is the account"),
        ("x", "allow", "account_id is the account"),
    ] {
        let parameters = changed(CONFIDENTIAL_REQUEST, &[("account_id", account), ("decision", decision)]);
        let response = service.form(PAGE, None, &parameters);
        assert_eq!(response.status, 400);
        assert!(text(&response).contains(expected), "{}", text(&response));
    }
    for (method, path, allow) in
        [("PUT", PAGE, "GET, POST"), ("GET", "/token", "POST"), ("DELETE", "/token", "POST")]
    {
        let mut request = request(method, "");
        path.clone_into(&mut request.path);
        let response = service.send(&request);
        assert_eq!((response.status, response.header("allow")), (405, Some(allow)));
    }
}

#[test]
fn a_code_becomes_tokens_that_work() {
    let mut service = Service::new();
    let code = code(&mut service, CONFIDENTIAL_REQUEST);
    let response = exchange(&mut service, &code);
    assert_eq!(response.status, 200, "{}", text(&response));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert_eq!(response.header("pragma"), Some("no-cache"));
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    assert!(response.header("x-ratelimit-limit").is_none());
    let tokens = json(&response);
    let (access, refresh) = (string(&tokens, "access_token"), string(&tokens, "refresh_token"));
    let expected = format!(
        r#"{{"access_token":"{access}","refresh_token":"{refresh}","token_type":"Bearer","expires_in":"1800","scope":"users.profile.me:read rooms.messages:write"}}"#
    );
    assert_eq!(text(&response), expected);
    // It is the account that was chosen, with the scopes that were granted.
    let answer = me(&mut service, access, "/me");
    assert_eq!((answer.status, &json(&answer)["account_id"]), (200, &TANAKA.into()));
    let answer = me(&mut service, access, &format!("/rooms/{GROUP}/messages"));
    assert_eq!(answer.status, 403);
    assert_eq!(answer.header("www-authenticate"), Some("Bearer error=\"insufficient_scope\""));
    assert_eq!(json(&answer), json!({"errors": ["Insufficient scope"]}));
    service.now += 1_799_999;
    assert_eq!(me(&mut service, access, "/me").status, 200);
    service.now += 1;
    let answer = me(&mut service, access, "/me");
    assert_eq!(answer.status, 401);
    assert!(answer.header("www-authenticate").unwrap().contains("The access token expired"));
}

#[test]
fn public_clients_prove_who_they_are() {
    let mut service = Service::new();
    let code_ = code(&mut service, PUBLIC_REQUEST);
    let longer = format!("{VERIFIER}~");
    for (change, expected) in [
        (("code_verifier", ""), refused(400, "invalid_request")),
        (("code_verifier", "short"), refused(400, "invalid_request")),
        (("code_verifier", &*longer), refused(400, "invalid_grant")),
        (("redirect_uri", "jp.example.app:/other"), refused(400, "invalid_grant")),
        (("client_id", ""), refused(401, "invalid_client")),
        (("client_id", "nobody"), refused(401, "invalid_client")),
        (("client_id", CONFIDENTIAL), refused(401, "invalid_client")),
        (("client_secret", "x"), refused(401, "invalid_client")),
    ] {
        let response = exchange_public(&mut service, &code_, &[change]);
        assert_eq!(error(&response), expected, "{change:?}");
    }
    // Only success uses a code up.
    let response = exchange_public(&mut service, &code_, &[("redirect_uri", SCHEME)]);
    assert_eq!(response.status, 200, "{}", text(&response));
    let tokens = json(&response);
    let parameters = [
        ("grant_type", "refresh_token"),
        ("client_id", PUBLIC),
        ("refresh_token", string(&tokens, "refresh_token")),
    ];
    assert_eq!(service.form("/token", None, &parameters).status, 200);
    // A verifier that nothing asked for is not good either.
    let code = code(&mut service, CONFIDENTIAL_REQUEST);
    let parameters = [
        ("grant_type", "authorization_code"),
        ("code", &*code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let response = service.form("/token", Some(&basic(CONFIDENTIAL, SECRET)), &parameters);
    assert_eq!(error(&response), refused(400, "invalid_grant"));
    // A confidential client may use it as well.
    let asked =
        changed(CONFIDENTIAL_REQUEST, &[("code_challenge", CHALLENGE), ("code_challenge_method", "S256")]);
    let code = self::code(&mut service, &asked);
    assert_eq!(error(&exchange(&mut service, &code)), refused(400, "invalid_request"));
    let parameters = changed(&parameters, &[("code", &code)]);
    assert_eq!(service.form("/token", Some(&basic(CONFIDENTIAL, SECRET)), &parameters).status, 200);
}

#[test]
fn clients_that_are_not_who_they_say() {
    let mut service = Service::new();
    let code = code(&mut service, CONFIDENTIAL_REQUEST);
    let base = [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", CALLBACK)];
    let good = basic(CONFIDENTIAL, SECRET);
    let own = ("client_id", CONFIDENTIAL);
    let cases: &[(Option<String>, Parameters<'_>, (u16, String))] = &[
        (None, &[], refused(401, "invalid_client")),
        (None, &[own], refused(401, "invalid_client")),
        (None, &[own, ("client_secret", SECRET)], refused(401, "invalid_client")),
        (Some(good.clone()), &[("client_secret", SECRET)], refused(401, "invalid_client")),
        (Some(basic(CONFIDENTIAL, "wrong")), &[], refused(401, "invalid_client")),
        (Some(basic(CONFIDENTIAL, "")), &[], refused(401, "invalid_client")),
        (Some(basic("nobody", SECRET)), &[], refused(401, "invalid_client")),
        (Some(basic(PUBLIC, "")), &[], refused(401, "invalid_client")),
        (Some(basic(PUBLIC, SECRET)), &[], refused(401, "invalid_client")),
        (Some("Basic ???".to_owned()), &[], refused(401, "invalid_client")),
        (Some("Basic eA==".to_owned()), &[], refused(401, "invalid_client")),
        (Some("Basic".to_owned()), &[], refused(401, "invalid_client")),
        (Some(format!("Bearer {SECRET}")), &[], refused(401, "invalid_client")),
        (Some(good.clone()), &[("client_id", PUBLIC)], refused(400, "invalid_request")),
        (Some(good.clone()), &[("grant_type", "")], refused(400, "invalid_request")),
        (Some(good.clone()), &[("grant_type", "password")], refused(400, "unsupported_grant_type")),
        (Some(good.clone()), &[("grant_type", "client_credentials")], refused(400, "unsupported_grant_type")),
        (Some(good.clone()), &[("code", "")], refused(400, "invalid_request")),
        (Some(good.clone()), &[("code", "nothing")], refused(400, "invalid_grant")),
        (Some(good.clone()), &[("redirect_uri", "")], refused(400, "invalid_grant")),
        (
            Some(good.clone()),
            &[("redirect_uri", "http://localhost:8788/callback")],
            refused(400, "invalid_grant"),
        ),
        (Some(good.clone()), &[("grant_type", "refresh_token")], refused(400, "invalid_request")),
    ];
    for (authorization, change, expected) in cases {
        let response = service.form("/token", authorization.as_deref(), &changed(&base, change));
        assert_eq!(error(&response), *expected, "{authorization:?} {change:?}");
        let body = json(&response);
        assert!(body["error_description"].is_string() && body["error_uri"].is_null());
        assert_eq!(body.as_object().unwrap().len(), 3);
        assert_eq!(response.header("www-authenticate").is_some(), response.status == 401);
        assert_eq!(response.header("cache-control"), Some("no-store"));
    }
    let mut json_body = request("POST", "");
    "/token".clone_into(&mut json_body.path);
    json_body.headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("authorization".to_owned(), good.clone()),
    ];
    json_body.body = json!({"grant_type": "authorization_code", "code": code}).to_string().into_bytes();
    assert_eq!(error(&service.send(&json_body)), refused(400, "invalid_request"));
    // Some libraries encode both halves first, and repeat the id in the body.
    let encoded = basic("emulator%2Dconfidential%2Dclient", "emulator%2Dclient%2Dsecret");
    let response = service.form("/token", Some(&encoded), &changed(&base, &[own]));
    assert_eq!(response.status, 200, "{}", text(&response));
}

#[test]
fn a_code_is_good_once_and_for_a_minute_and_one_client() {
    let mut service = Service::new();
    let once = code(&mut service, CONFIDENTIAL_REQUEST);
    assert_eq!(exchange(&mut service, &once).status, 200);
    assert_eq!(error(&exchange(&mut service, &once)), refused(400, "invalid_grant"));
    let other = code(&mut service, CONFIDENTIAL_REQUEST);
    assert_eq!(error(&exchange_public(&mut service, &other, &[])), refused(400, "invalid_grant"));
    service.now += 59_999;
    assert_eq!(exchange(&mut service, &other).status, 200);
    let late = code(&mut service, CONFIDENTIAL_REQUEST);
    service.now += 60_000;
    assert_eq!(error(&exchange(&mut service, &late)), refused(400, "invalid_grant"));
}

#[test]
fn refresh_tokens_rotate() {
    let mut service = Service::new();
    let first = tokens(&mut service, "users.profile.me:read rooms.messages:write");
    let less = refresh(&mut service, string(&first, "refresh_token"), &[("scope", "users.profile.me:read")]);
    let less = json(&less);
    assert_eq!(string(&less, "scope"), "users.profile.me:read");
    assert_ne!(less["refresh_token"], first["refresh_token"]);
    assert_ne!(less["access_token"], first["access_token"]);
    assert_eq!(me(&mut service, string(&less, "access_token"), "/me").status, 200);
    // The old access token lives on, the old refresh token does not.
    assert_eq!(me(&mut service, string(&first, "access_token"), "/me").status, 200);
    let again = refresh(&mut service, string(&first, "refresh_token"), &[]);
    assert_eq!(error(&again), refused(400, "invalid_grant"));
    // The new one still stands for all that was granted, and for nothing more.
    let more = refresh(&mut service, string(&less, "refresh_token"), &[("scope", "rooms.all:read")]);
    assert_eq!(error(&more), refused(400, "invalid_scope"));
    let all = json(&refresh(&mut service, string(&less, "refresh_token"), &[]));
    assert_eq!(string(&all, "scope"), "users.profile.me:read rooms.messages:write");
    // Nor does it belong to anybody else.
    let parameters = [
        ("grant_type", "refresh_token"),
        ("client_id", PUBLIC),
        ("refresh_token", string(&all, "refresh_token")),
    ];
    assert_eq!(error(&service.form("/token", None, &parameters)), refused(400, "invalid_grant"));
}

#[test]
fn refresh_tokens_live_for_14_days_or_for_ever() {
    let mut service = Service::new();
    let days = |count: u64| count * 86_400_000;
    let short = tokens(&mut service, "users.all:read");
    let endless = tokens(&mut service, "users.all:read offline_access");
    service.now += days(14) - 1000;
    let short = json(&refresh(&mut service, string(&short, "refresh_token"), &[]));
    service.now += days(14);
    assert_eq!(
        error(&refresh(&mut service, string(&short, "refresh_token"), &[])),
        refused(400, "invalid_grant")
    );
    service.now += days(1000);
    let endless = refresh(&mut service, string(&endless, "refresh_token"), &[("scope", "users.all:read")]);
    let endless = json(&endless);
    service.now += days(1000);
    assert_eq!(refresh(&mut service, string(&endless, "refresh_token"), &[]).status, 200);
}

#[test]
fn quirks_are_switches() {
    let mut service = Service::new();
    let set = |service: &mut Service, key: &str, value: Value| {
        let mut oauth = json!({});
        oauth[key] = value;
        service.control("PUT", "/settings", &json!({"oauth": oauth}));
    };
    set(&mut service, "expires_in_as_number", true.into());
    set(&mut service, "access_token_seconds", 60.into());
    let first = tokens(&mut service, "users.all:read");
    assert_eq!(first["expires_in"], 60);
    service.now += 60_000;
    assert_eq!(me(&mut service, string(&first, "access_token"), "/me").status, 401);

    set(&mut service, "refresh_token_rotates", false.into());
    let kept = json(&refresh(&mut service, string(&first, "refresh_token"), &[]));
    assert_eq!(kept["refresh_token"], first["refresh_token"]);

    set(&mut service, "refresh_token_missing", true.into());
    set(&mut service, "refresh_token_rotates", true.into());
    for _ in 0..2 {
        let response = json(&refresh(&mut service, string(&first, "refresh_token"), &[]));
        assert_eq!((response["access_token"].is_string(), response.get("refresh_token")), (true, None));
    }
    assert_eq!(tokens(&mut service, "users.all:read").get("refresh_token"), None);

    set(&mut service, "empty_errors", true.into());
    let response = refresh(&mut service, "nothing", &[]);
    assert_eq!((response.status, response.body.len()), (400, 0));
    let challenge = response.header("www-authenticate").unwrap();
    assert!(
        challenge.starts_with("Basic realm=") && challenge.contains("error=\"invalid_grant\""),
        "{challenge}"
    );
    assert_eq!(response.header("content-type"), None);
}

#[test]
fn secrets_do_not_reach_the_log() {
    let mut service = Service::new();
    let code = code(&mut service, PUBLIC_REQUEST);
    let issued = json(&exchange_public(&mut service, &code, &[]));
    let confidential = tokens(&mut service, "users.all:read");
    refresh(&mut service, string(&confidential, "refresh_token"), &[("client_secret", SECRET)]);
    let mut json_body = request("POST", "");
    "/token".clone_into(&mut json_body.path);
    json_body.body = json!({"client_secret": SECRET}).to_string().into_bytes();
    service.send(&json_body);
    let log = service.control("GET", "/requests", &Value::Null);
    let text = log.to_string();
    for secret in [
        VERIFIER,
        SECRET,
        string(&issued, "access_token"),
        string(&issued, "refresh_token"),
        string(&confidential, "refresh_token"),
    ] {
        assert!(!text.contains(secret), "{secret} {text}");
    }
    let fields = log[1]["fields"].as_array().unwrap();
    let verifier = fields.iter().find(|field| field["name"] == "code_verifier").unwrap();
    assert_eq!((&verifier["text"], &verifier["size"]), (&"***".into(), &VERIFIER.len().into()));
    assert!(log[1]["answer"]["body"].as_str().unwrap().contains("\"token_type\":\"Bearer\""));
}

#[test]
fn faults_act_on_both_places() {
    let mut service = Service::new();
    service.control("POST", "/faults", &json!({"path": "/token", "respond": {"status": 503}}));
    let code = code(&mut service, CONFIDENTIAL_REQUEST);
    assert_eq!(exchange(&mut service, &code).status, 503);
    assert_eq!(exchange(&mut service, &code).status, 200);
}

#[test]
fn tokens_are_part_of_the_world() {
    let mut service = Service::new();
    let issued = tokens(&mut service, "users.all:read");
    tokens(&mut service, "offline_access users.all:read");
    let world = service.control("GET", "/world", &Value::Null);
    let refresh_tokens = world["oauth_clients"][0]["refresh_tokens"].as_array().unwrap();
    assert_eq!(
        (&refresh_tokens[0]["expires_in"], refresh_tokens[1].get("expires_in")),
        (&1_209_600.into(), None)
    );
    let mut again = Service::of(World::from_json(&world.to_string()).unwrap());
    again.now = service.now;
    assert_eq!(again.control("GET", "/world", &Value::Null), world);
    assert_eq!(me(&mut again, string(&issued, "access_token"), "/me").status, 200);
    assert_eq!(refresh(&mut again, string(&issued, "refresh_token"), &[]).status, 200);
}

#[test]
fn the_emulator_says_where_tokens_come_from() {
    let info = Service::new().control("GET", "", &Value::Null);
    let oauth = &info["oauth"];
    assert_eq!(oauth["authorizationUrl"], "http://127.0.0.1:1/packages/oauth2/login.php");
    assert_eq!(oauth["tokenUrl"], "http://127.0.0.1:1/token");
    let clients = oauth["clients"].as_array().unwrap();
    assert_eq!(
        (&clients[0]["client_id"], &clients[0]["client_secret"]),
        (&CONFIDENTIAL.into(), &SECRET.into())
    );
    assert_eq!((&clients[1]["client_id"], clients[1].get("client_secret")), (&PUBLIC.into(), None));
    assert_eq!(clients[1]["redirect_uris"], json!([SCHEME]));
    // All scopes there are.
    assert_eq!(clients[0]["scopes"].as_array().unwrap().len(), 22);
}

#[test]
fn clients_that_contradict_the_rules_are_refused() {
    let world = |client: Value| json!({"accounts": [{"account_id": 1, "name": "x", "token": "t"}], "oauth_clients": client});
    let client = |change: Value| {
        let mut client = json!({"client_id": "c", "client_secret": "s", "redirect_uris": ["https://a/"], "scopes": ["users.all:read"]});
        for (key, value) in change.as_object().unwrap() {
            if value.is_null() {
                client.as_object_mut().unwrap().remove(key);
            } else {
                client[key] = value.clone();
            }
        }
        client
    };
    let load = |clients: Value| {
        World::from_json(&world(clients).to_string())
            .and_then(|world| Emulator::new(world, START, &mut || 1).map(|_| ()))
    };
    for good in [
        json!({}),
        json!({"redirect_uris": ["http://localhost:3000/x", "http://[::1]/"]}),
        json!({"client_secret": null, "redirect_uris": ["app:/x"]}),
    ] {
        assert!(load(json!([client(good.clone())])).is_ok(), "{good}");
    }
    let six: Vec<String> = (0..6).map(|index| format!("https://a/{index}")).collect();
    for (change, expected) in [
        (json!({"client_id": ""}), "is empty"),
        (json!({"client_secret": ""}), "is empty"),
        (json!({"redirect_uris": []}), "1 to 5"),
        (json!({"redirect_uris": six}), "1 to 5"),
        (json!({"redirect_uris": ["/x"]}), "no redirect URI"),
        (json!({"redirect_uris": ["http://a/"]}), "over https"),
        (json!({"redirect_uris": ["app:/x"]}), "over https"),
        (json!({"client_secret": null, "redirect_uris": ["http://localhost/"]}), "not called back over http"),
        (json!({"scopes": []}), "at least one scope"),
        (json!({"scopes": ["all"]}), "no scope \"all\""),
        (json!({"client_secret": null, "scopes": ["offline_access"]}), "has no offline_access"),
        (json!({"refresh_tokens": [{"token": "r", "account_id": 2, "scopes": []}]}), "no account 2"),
        (json!({"secret": "s"}), "unknown field `secret`"),
    ] {
        let error = load(json!([client(change.clone())])).expect_err(expected).to_string();
        assert!(error.contains(expected), "{change}: {error}");
    }
    let error = load(json!([client(json!({})), client(json!({}))])).unwrap_err().to_string();
    assert!(error.contains("two have this id"), "{error}");
}
