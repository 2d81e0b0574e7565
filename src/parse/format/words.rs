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
    text.chars().count() < 40 && PAID.iter().any(|word| text.contains(word))
}

/// True if a link's text offers the mail as a page of the web.
pub fn is_browser(text: &str) -> bool {
    let text = text.to_lowercase();
    text.chars().count() < 60 && BROWSER.iter().any(|word| text.contains(word))
}

/// True if a row or its link is the way out of a mailing list.
pub fn leaves(text: &str, url: &str) -> bool {
    let (text, url) = (text.to_lowercase(), url.to_ascii_lowercase());
    LEAVE.iter().any(|word| text.contains(word)) || LEAVE_URLS.iter().any(|word| url.contains(word))
}
