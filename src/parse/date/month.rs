//! Names of months, in the languages that newsletters state their dates in.

/// Each month's names in English, German, French, Spanish, Portuguese, Italian, Dutch and Russian, in lower case.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "jänner",
        "janvier",
        "enero",
        "janeiro",
        "gennaio",
        "januari",
        "январь",
        "января",
    ],
    &[
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
        "февраль",
        "февраля",
    ],
    &[
        "march",
        "märz",
        "maerz",
        "mars",
        "marzo",
        "março",
        "marco",
        "maart",
        "март",
        "марта",
    ],
    &["april", "avril", "abril", "aprile", "апрель", "апреля"],
    &["may", "mai", "mayo", "maio", "maggio", "mei", "май", "мая"],
    &[
        "june", "juni", "juin", "junio", "junho", "giugno", "июнь", "июня",
    ],
    &[
        "july", "juli", "juillet", "julio", "julho", "luglio", "июль", "июля",
    ],
    &[
        "august",
        "août",
        "aout",
        "agosto",
        "augustus",
        "август",
        "августа",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setembro",
        "settembre",
        "сентябрь",
        "сентября",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "outubro",
        "ottobre",
        "октябрь",
        "октября",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "ноябрь",
        "ноября",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dezembro",
        "dicembre",
        "декабрь",
        "декабря",
    ],
];

/// Fewer letters do not name a month.
const SHORTEST: usize = 3;

/// Beginnings of names that are words of their own.
const WORDS: [&str; 1] = ["out"];

/// The month, from 1, that a name or its first letters stand for.
pub fn named(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    if name.chars().count() < SHORTEST || WORDS.contains(&&*name) {
        return None;
    }
    let known = |names: &&[&str]| names.iter().any(|known| known.starts_with(&*name));
    let month = MONTHS.iter().position(known)?;
    Some(month as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_first_letters() {
        let table = [
            ("Sept", Some(9)),
            ("FEB", Some(2)),
            ("juil", Some(7)),
            ("Dez", Some(12)),
            ("мая", Some(5)),
            ("ma", None),
            ("Marketing", None),
            ("out", None),
            ("Outubro", Some(10)),
        ];
        for (name, want) in table {
            assert_eq!(named(name), want, "{name}");
        }
    }
}
