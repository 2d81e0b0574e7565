//! The topics that titles name, by the words of `assets/topics.toml`.

use backissue::topics::{ArticleTexts, TopicPlace, Vocabulary};

#[test]
fn titles_are_tagged_with_what_they_are_about() {
    let table: [(&str, &[&str]); 24] = [
        ("A quiet spring at the pier", &[]),
        ("The harbour master: an interview", &[]),
        ("Press coverage of the storm", &[]),
        ("A performance review of the lamp", &[]),
        ("The lighthouse goes live, and where to go from here", &[]),
        ("How to Go Beyond the Bay", &[]),
        ("The Matrix, seen again", &[]),
        ("灯塔的开发日志", &[]),
        ("灯台のデザインコンテスト", &[]),
        ("등대지기의 인증샷", &[]),
        ("Spring Boot at the pier", &["spring", "spring-boot"]),
        ("Go1.22 by the sea", &["go"]),
        ("iOS17 for keepers", &["ios"]),
        ("Claude keeps the lamp", &["claude"]),
        ("A/B testing of two horns", &["ab-testing"]),
        ("Ransomware in the harbour", &["ransomware"]),
        ("Typefaces for buoys", &["typography"]),
        ("Notes of a product manager", &["product-management"]),
        ("Telescopes and black holes", &["astronomy"]),
        ("灯塔的渗透测试", &["security"]),
        ("容器技术与灯塔", &["containers"]),
        ("등대의 단위테스트", &["testing"]),
        ("灯台のパフォーマンス改善", &["performance"]),
        ("灯台のチャットボット", &["chatbot"]),
    ];
    assert_topics(&table);
}

#[test]
fn titles_in_many_languages_are_tagged_with_what_they_are_about() {
    let table: [(&str, &[&str]); 12] = [
        ("Une faille dans le phare", &["security"]),
        (
            "Un système d’exploitation pour le phare",
            &["operating-system"],
        ),
        ("Verschlüsselung im Leuchtturm", &["cryptography"]),
        ("Expresiones regulares del faro", &["regular-expression"]),
        ("O farol em contêineres", &["containers"]),
        ("Быстродействие маяка", &["performance"]),
        ("Маяк распределенных систем", &["architecture"]),
        ("Маяк распределённых систем", &["architecture"]),
        ("Hải đăng và học máy", &["machine-learning"]),
        ("Khoa học máy tính ở hải đăng", &[]),
        ("灯台の求人", &["career"]),
        ("등대의 검색 알고리즘", &["algorithm", "search"]),
    ];
    assert_topics(&table);
}

#[test]
fn a_longer_name_hides_no_shorter_one_that_is_meant_too() {
    let table: [(&str, &[&str]); 6] = [
        ("The lamp in C++20", &["c++"]),
        ("The lamp in C", &["c"]),
        (
            "React Server Components at sea",
            &["react", "server-side-rendering"],
        ),
        ("Embedded Linux at the pier", &["embedded", "linux"]),
        ("Aurora Serverless for buoys", &["aws", "serverless"]),
        ("GitHub Desktop for keepers", &["github-desktop"]),
    ];
    assert_topics(&table);
}

/// Each title names these topics.
fn assert_topics(table: &[(&str, &[&str])]) {
    for (title, want) in table {
        assert_eq!(topics_of(title), *want, "{title}");
    }
}

/// The topics that a title names.
fn topics_of(title: &str) -> Vec<String> {
    let texts = ArticleTexts {
        title,
        ..ArticleTexts::default()
    };
    let vocabulary = Vocabulary::built_in();
    let reasons = vocabulary.reasons(&texts).into_iter();
    let named = reasons.filter(|reason| reason.place == TopicPlace::Title);
    named.map(|reason| reason.tag.name().to_owned()).collect()
}
