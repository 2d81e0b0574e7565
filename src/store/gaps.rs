//! Reads a table with damaged pages.
//!
//! A table is a tree of pages in the order of its key, and SQLite stops at the first page that it cannot read. So a table is read
//! upwards from its first row and downwards from its last. In the gap between, places are tried until one can be read; from there
//! it goes on both ways, to gaps that are smaller.
//!
//! Rows that only a damaged inner page leads to are lost: with 20,000 marks, 8 of 373 pages are such, each leading to a seventh, and the
//! first of them to all. The leaves could be read past SQLite, at the price of its file format in our hands; windows that are open
//! write again what they know, and `marks sync` has the rest.

use rusqlite::{
    Connection, ToSql,
    types::{ToSqlOutput, Value, ValueRef},
};

/// So many places are tried at most: seconds, where a table is all but gone.
const PATIENCE: usize = 50_000;

/// So many places at even distances are tried in a gap, before those near its ends.
const EVEN: u128 = 256;

/// A row of a table.
pub(super) type RowCells = Vec<Value>;

/// A place in the order of a key, whether there is a row or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyPlace {
    Number(i64),
    /// Bytes, since a place between two texts need not be a text.
    Text(Vec<u8>),
}

/// A table, to be read by its key.
pub(super) struct DamagedTable<'a> {
    db: &'a Connection,
    upwards: String,
    downwards: String,
}

impl<'a> DamagedTable<'a> {
    /// `columns` begins with the key, `rows` is a table and a condition.
    pub fn new(db: &'a Connection, columns: &str, rows: &str) -> Self {
        let key = columns.split(',').next().unwrap_or(columns);
        let sql = |order| {
            format!(
                "SELECT {columns} FROM {rows} AND {key} BETWEEN ?1 AND ?2 ORDER BY {key} {order}"
            )
        };
        Self {
            db,
            upwards: sql("ASC"),
            downwards: sql("DESC"),
        }
    }

    /// All rows between two places that can be read. Some may come twice.
    pub fn read(&self, low: KeyPlace, high: KeyPlace) -> Vec<RowCells> {
        let mut rows = Vec::new();
        let Err(last) = self.up(&low, &high, &mut rows) else {
            return rows;
        };
        let low = last.unwrap_or(low);
        if let Err(last) = self.down(&low, &high, &mut rows) {
            self.read_gaps(low, last.unwrap_or(high), &mut rows);
        }
        rows
    }

    fn read_gaps(&self, low: KeyPlace, high: KeyPlace, rows: &mut Vec<RowCells>) {
        let (mut gaps, mut tried) = (vec![(low, high)], 0);
        while let Some((low, high)) = gaps.pop() {
            for place in between(&low, &high) {
                tried += 1;
                if tried > PATIENCE {
                    return;
                }
                let up = self.up(&place, &high, rows);
                if up == Err(None) {
                    continue;
                }
                let down = self.down(&low, &place, rows);
                gaps.extend(up.err().flatten().map(|last| (last, high)));
                gaps.extend(down.err().map(|last| (low, last.unwrap_or(place))));
                break;
            }
        }
    }

    fn up(
        &self,
        low: &KeyPlace,
        high: &KeyPlace,
        rows: &mut Vec<RowCells>,
    ) -> Result<(), Option<KeyPlace>> {
        self.scan(&self.upwards, [low, high], rows)
    }

    fn down(
        &self,
        low: &KeyPlace,
        high: &KeyPlace,
        rows: &mut Vec<RowCells>,
    ) -> Result<(), Option<KeyPlace>> {
        self.scan(&self.downwards, [low, high], rows)
    }

    /// Reads rows up to the end, or to one that cannot be read: then the error is the last place that could.
    fn scan(
        &self,
        sql: &str,
        ends: [&KeyPlace; 2],
        rows: &mut Vec<RowCells>,
    ) -> Result<(), Option<KeyPlace>> {
        let mut query = self.db.prepare(sql).map_err(|_| None)?;
        let mut found = query.query(ends).map_err(|_| None)?;
        let mut last = None;
        while let Some(row) = found.next().map_err(|_| last.clone())? {
            let values = (0..).map_while(|at| row.get_ref(at).ok());
            rows.push(values.map(owned).collect());
            last = row.get_ref(0).ok().and_then(KeyPlace::of).or(last);
        }
        Ok(())
    }
}

/// A value, whatever bytes a text has.
fn owned(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Integer(number) => Value::Integer(number),
        _ => Value::Null,
    }
}

impl KeyPlace {
    fn of(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Integer(number) => Some(Self::Number(number)),
            ValueRef::Text(text) => Some(Self::Text(text.to_owned())),
            _ => None,
        }
    }
}

impl ToSql for KeyPlace {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text),
        }))
    }
}

/// Places between two others that are worth a try: at even distances, then ever nearer to both.
fn between(low: &KeyPlace, high: &KeyPlace) -> impl Iterator<Item = KeyPlace> + use<> {
    let scale = GapScale::new(low, high);
    let width = scale.width;
    let even = (1..EVEN).map(move |n| width / EVEN * n);
    let near = (1..u128::BITS).map(move |n| width >> n);
    let near = near.flat_map(move |distance| [distance, width - distance]);
    let inside = even.chain(near).filter(move |&at| 0 < at && at < width);
    inside.filter_map(move |at| scale.place(at))
}

/// Two places as numbers, and so those between them.
struct GapScale {
    /// The beginning of both texts; `None` for numbers.
    shared: Option<Vec<u8>>,
    low: u128,
    width: u128,
}

impl GapScale {
    fn new(low: &KeyPlace, high: &KeyPlace) -> Self {
        let (shared, low, high) = match (low, high) {
            (KeyPlace::Text(low), KeyPlace::Text(high)) => {
                let pairs = low.iter().zip(high);
                let count = pairs.take_while(|(a, b)| a == b).count();
                let (shared, low) = low.split_at(count);
                let high = high.get(count..).unwrap_or_default();
                (Some(shared.to_owned()), big_endian(low), big_endian(high))
            }
            (KeyPlace::Number(low), KeyPlace::Number(high)) => {
                let of = |number: i64| u128::try_from(number).unwrap_or(0);
                (None, of(*low), of(*high))
            }
            _ => (None, 0, 0),
        };
        let width = high.saturating_sub(low);
        Self { shared, low, width }
    }

    fn place(&self, at: u128) -> Option<KeyPlace> {
        let place = self.low.checked_add(at)?;
        match &self.shared {
            Some(shared) => Some(KeyPlace::Text([&**shared, &place.to_be_bytes()].concat())),
            None => i64::try_from(place).ok().map(KeyPlace::Number),
        }
    }
}

/// The first bytes as a number.
fn big_endian(bytes: &[u8]) -> u128 {
    let first = bytes.iter().copied().chain(std::iter::repeat(0));
    first
        .take(16)
        .fold(0, |number, byte| number << 8 | u128::from(byte))
}
