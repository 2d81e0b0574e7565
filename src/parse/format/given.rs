//! Addresses as a mail or a page has them, before it was read where they lead.

use super::{html, texts};

/// The address in a mail or a page that was read as leading to `url`; `None` if it was read as it stands.
pub fn address_as_given(text: &[u8], url: &str) -> Option<String> {
    let (page, plain) = texts(text)?;
    html::given(&page, &plain, url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_led_on_is_found_again() {
        let page = "<a href='https://go.example/r?m=1&amp;url=https%3A%2F%2Ffog.example%2Fa%28b%29'>Fog</a>\
            <a href='https://ice.example/'>Ice</a> <a href='https://t.example/9'>Horn</a>";
        let mail = format!(
            "Subject: Fog\nFrom: a@b\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n\
            Horn (https://horn.example/)\n--b\nContent-Type: text/html\n\n{page}\n--b--\n"
        );
        let fog = Some("https://go.example/r?m=1&url=https%3A%2F%2Ffog.example%2Fa%28b%29");
        let table = [
            (page, "https://fog.example/a%28b%29", fog),
            (page, "https://ice.example/", None),
            (&mail, "https://fog.example/a%28b%29", fog),
            (&mail, "https://horn.example/", Some("https://t.example/9")),
            (&mail, "https://other.example/", None),
        ];
        for (text, url, want) in table {
            let given = address_as_given(text.as_bytes(), url);
            assert_eq!(given.as_deref(), want, "{url}");
        }
    }
}
