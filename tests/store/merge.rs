use backissue::{
    model::{Change, Ledger, Mark, Subject, Value},
    store::Store,
};
use proptest::{collection::vec, prelude::*};

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Off),
        (-1..3_i64).prop_map(Value::Number),
        "[a가]{0,2}".prop_map(|text| Value::Text(text.into())),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    (0..3_u8, 0..Mark::ALL.len(), value(), 0..4_i64).prop_map(|(subject, mark, value, at)| Change {
        subject: Subject::from_name(&subject.to_string()),
        mark: Mark::ALL[mark],
        value,
        at,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The file and the marks in memory agree on who was last, and so do two files that met the changes in another order.
    #[test]
    fn the_file_the_memory_and_any_order_agree(changes in vec(vec(change(), 0..6), 0..6)) {
        let (mut file, mut other) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
        let mut ledger = Ledger::default();
        for batch in &changes {
            file.save(batch).unwrap();
            for change in batch {
                ledger.apply(change);
            }
        }
        for batch in changes.iter().rev() {
            other.save(batch).unwrap();
        }
        let sorted = |mut store: Store| {
            let mut marks = store.all().unwrap();
            marks.retain(|change| change.value != Value::Off);
            marks.sort_by(|a, b| (&a.subject, a.mark).cmp(&(&b.subject, b.mark)));
            marks
        };
        let (one, two) = (sorted(file), sorted(other));
        prop_assert_eq!(&one, &two);
        for change in &one {
            prop_assert_eq!(ledger.value(change.subject.key(), change.mark), &change.value);
        }
        let set = changes.iter().flatten().filter(|c| ledger.is_set(c.subject.key(), c.mark));
        let set: std::collections::HashSet<_> = set.map(|c| (c.subject.clone(), c.mark)).collect();
        prop_assert_eq!(set.len(), one.len());
    }
}
