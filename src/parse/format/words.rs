//! Words of what surrounds the articles of a mail, in the languages that newsletters are written in.

/// Parts of words that tell "view in browser".
const BROWSER: [&str; 27] = [
    "browser",
    "webversion",
    "web version",
    "online",
    "on the web",
    "navigateur",
    "en ligne",
    "navegador",
    "en línea",
    "im web",
    "ブラウザ",
    "ウェブで",
    "브라우저",
    "웹에서",
    "온라인",
    "浏览器",
    "瀏覽器",
    "网页",
    "przeglądar",
    "браузер",
    "tarayıcı",
    "prohlíže",
    "prehliad",
    "selaimes",
    "webbläsar",
    "nettleser",
    "böngésző",
];

/// Parts of words that tell of reading, or of a version to be read.
const READING: [&str; 68] = [
    "versi",
    "wersj",
    "верси",
    "sürüm",
    "버전",
    "版",
    "view",
    "read",
    "see ",
    "open",
    "show",
    "display",
    "voir",
    "lire",
    "lisez",
    "affich",
    "visuali",
    "visionn",
    "consult",
    "ouvr",
    "ver ",
    "vea ",
    "leer",
    "ler ",
    "abr",
    "mostra",
    "vedi",
    "legg",
    "apri",
    "anseh",
    "ansicht",
    "anzeig",
    "öffnen",
    "lesen",
    "darst",
    "bekijk",
    "lees",
    "見る",
    "読む",
    "読め",
    "表示",
    "開",
    "閲覧",
    "覧",
    "보기",
    "보려",
    "보시",
    "보이",
    "열기",
    "읽",
    "看",
    "打开",
    "阅读",
    "閱讀",
    "显示",
    "顯示",
    "zobacz",
    "otw",
    "wyświetl",
    "czytaj",
    "откр",
    "смотр",
    "чита",
    "отобра",
    "görüntüle",
    "zobraz",
    "avaa",
    "megtekint",
];

/// Parts of words that tell of a mail.
const MAIL: [&str; 24] = [
    "mail",
    "newsletter",
    "message",
    "mensaje",
    "mensagem",
    "messaggio",
    "nachricht",
    "courriel",
    "infolettre",
    "correo",
    "boletín",
    "bericht",
    "メール",
    "メルマガ",
    "메일",
    "뉴스레터",
    "邮件",
    "郵件",
    "письм",
    "рассылк",
    "wiadomoś",
    "zpráv",
    "bülten",
    "brev",
];

/// Parts of words that tell a way out of a mailing list.
const LEAVE: [&str; 45] = [
    "unsubscrib",
    "opt out",
    "opt-out",
    "email preferences",
    "update your preferences",
    "update profile",
    "manage preferences",
    "manage your",
    "why did i get this",
    "désabonn",
    "désinscri",
    "desabonn",
    "gérer vos",
    "abmelden",
    "abbestell",
    "austragen",
    "darse de baja",
    "cancelar su",
    "cancelar a",
    "anular la",
    "descadastr",
    "annulla l",
    "disiscri",
    "cancella",
    "afmelden",
    "uitschrijven",
    "avregistrera",
    "avprenumerera",
    "avmeld",
    "afmeld",
    "peru tilau",
    "peruuta tilau",
    "wypisz",
    "odhlás",
    "отпис",
    "수신거부",
    "수신 거부",
    "구독 취소",
    "구독취소",
    "구독 해지",
    "配信停止",
    "配信を停止",
    "登録解除",
    "退订",
    "取消订阅",
];

/// Parts of an address that tell the same.
const LEAVE_URLS: [&str; 8] = [
    "unsubscribe",
    "/unsub",
    "optout",
    "opt-out",
    "opt_out",
    "/preferences",
    "subscription/manage",
    "disable_email",
];

/// Parts of words that mark what somebody paid for.
const PAID: [&str; 17] = [
    "sponsor",
    "advert",
    "promoted",
    "patrocin",
    "publicité",
    "partenaire",
    "anzeige",
    "werbung",
    "reklam",
    "реклам",
    "광고",
    "후원",
    "スポンサー",
    "広告",
    "广告",
    "廣告",
    "赞助",
];

/// True if a short text marks what somebody paid for.
pub fn is_paid(text: &str) -> bool {
    let text = text.to_lowercase();
    text.chars().count() < 40 && has(&text, &PAID)
}

/// True if a link's text offers the mail as a page of the web, and does not only speak of browsers.
pub fn is_browser(text: &str) -> bool {
    let text = text.to_lowercase();
    let offers = has(&text, &READING) || has(&text, &MAIL);
    offers && has(&text, &BROWSER) && text.chars().count() < 60
}

/// True if a sentence tells of the mail as a page of the web.
pub fn offers_page(text: &str) -> bool {
    let text = text.to_lowercase();
    let short = text.chars().count() < 160;
    short && has(&text, &BROWSER) && has(&text, &READING) && has(&text, &MAIL)
}

fn has(text: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| text.contains(part))
}

/// True if a row or its link is the way out of a mailing list.
pub fn leaves(text: &str, url: &str) -> bool {
    let (text, url) = (text.to_lowercase(), url.to_ascii_lowercase());
    has(&text, &LEAVE) || has(&url, &LEAVE_URLS)
}
