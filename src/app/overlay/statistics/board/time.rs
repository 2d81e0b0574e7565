//! Charts of time: a column for each month, a square for each week.

use jiff::civil;

use super::{Board, Cell, CellLook, CellTone, ChartFilter, articles};
use crate::{
    stats::{Count, Month, Stats},
    text::counted,
};

/// Rows of a chart of columns.
const COLUMN: u16 = 6;
/// Weeks of a year, counted from its first day: the last one has a day or two.
const WEEKS: u16 = 53;
/// Columns before the weeks: the year.
const YEAR: u16 = 6;
/// The darkest shade of a week, from 1.
const LEVELS: usize = 4;

impl Board {
    pub(super) fn months(&mut self, stats: &Stats) {
        let most = stats.months.iter().map(|(_, count)| count.articles).max();
        let Some(most) = most else { return };
        let chart = self.heading("articles by month");
        let axis = most.to_string().len() as u16 + 1;
        let years: Vec<i16> = stats.years.iter().map(|(year, _)| *year).collect();
        let room = self.width.saturating_sub(axis);
        let all = (years.len() * 12) as u16;
        let wide = (room / all.max(1)).clamp(1, 3);
        let in_a_row = usize::from(room / (12 * wide)).max(1);
        for band in years.chunks(in_a_row) {
            let y = self.height;
            self.text(0, y, most.to_string(), CellTone::Label);
            for (year, n) in band.iter().zip(0..) {
                let x = axis + n * 12 * wide;
                let months = stats.months.iter().filter(|(month, _)| month.year == *year);
                for (month, count) in months {
                    self.month(chart, (x, y, wide), *month, *count, most);
                }
                // A row is left for what points at the chosen column.
                let below = y + usize::from(COLUMN) + 1;
                self.text(x, below, format!("{year:04}"), CellTone::Label);
            }
            self.height += usize::from(COLUMN) + 2;
        }
    }

    fn month(
        &mut self,
        chart: usize,
        (x, y, width): (u16, usize, u16),
        month: Month,
        count: Count,
        most: usize,
    ) {
        self.cells.push(Cell {
            x: x + u16::from(month.index()) * width,
            y,
            width,
            height: COLUMN,
            chart,
            look: CellLook::Column {
                high: count.articles,
                most,
            },
            what: ChartFilter::Month(month),
            said: format!("{month}: {}", said(count)),
        });
    }

    pub(super) fn calendar(&mut self, stats: &Stats) {
        let weeks = weeks(stats);
        let most = weeks.iter().map(|week| week.count.articles).max();
        let Some(most) = most else { return };
        let chart = self.heading("issues by week");
        let room = self.width.saturating_sub(YEAR);
        let wide = (room / WEEKS).clamp(1, 2);
        // Where a year has not enough room, it takes several rows.
        let in_a_row = WEEKS.div_ceil(WEEKS.div_ceil(room.max(1)));
        if in_a_row == WEEKS {
            self.months_of_weeks(wide);
        }
        for (year, _) in &stats.years {
            let y = self.height;
            self.text(0, y, format!("{year:04}"), CellTone::Label);
            for first in (0..WEEKS).step_by(in_a_row.into()) {
                let columns = in_a_row.min(WEEKS - first) * wide;
                let row = y + usize::from(first / in_a_row);
                self.text(YEAR, row, ".".repeat(columns.into()), CellTone::Empty);
                self.height = row + 1;
            }
            for week in weeks.iter().filter(|week| week.year == *year) {
                let place = (
                    YEAR + week.number % in_a_row * wide,
                    y + usize::from(week.number / in_a_row),
                );
                self.week(chart, place, wide, week, most);
            }
        }
    }

    /// The names of the months above the weeks that they begin in.
    fn months_of_weeks(&mut self, wide: u16) {
        const NAMES: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        for (name, month) in NAMES.into_iter().zip(1..) {
            let first = civil::Date::new(2001, month, 1).map_or(0, week_of);
            self.text(
                YEAR + first * wide,
                self.height,
                name.to_owned(),
                CellTone::Label,
            );
        }
        self.height += 1;
    }

    fn week(&mut self, chart: usize, (x, y): (u16, usize), width: u16, week: &Week, most: usize) {
        let said = format!("{} to {}: {}", week.first, week.last, said(week.count));
        self.cells.push(Cell {
            x,
            y,
            width,
            height: 1,
            chart,
            look: CellLook::Shade((week.count.articles * LEVELS).div_ceil(most.max(1)).max(1)),
            what: ChartFilter::Days(week.first, week.last),
            said,
        });
    }
}

/// Seven days of a year, or fewer at its end.
struct Week {
    year: i16,
    number: u16,
    first: civil::Date,
    last: civil::Date,
    count: Count,
}

fn weeks(stats: &Stats) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    for (day, count) in &stats.days {
        let (year, number) = (day.year(), week_of(*day));
        let same = |week: &&mut Week| (week.year, week.number) == (year, number);
        if let Some(week) = weeks.last_mut().filter(same) {
            week.count.issues += count.issues;
            week.count.articles += count.articles;
            continue;
        }
        let start = day.first_of_year();
        let later = |days: i64| start.checked_add(jiff::Span::new().days(days));
        let on = |day: i64| later(day).unwrap_or(start);
        let first = i64::from(number) * 7;
        weeks.push(Week {
            year,
            number,
            first: on(first),
            last: on(first + 6).min(day.last_of_year()),
            count: *count,
        });
    }
    weeks
}

/// Counted from the first day of the year.
fn week_of(day: civil::Date) -> u16 {
    day.day_of_year().unsigned_abs().saturating_sub(1) / 7
}

fn said(count: Count) -> String {
    let issues = counted(count.issues, "issue", "issues");
    format!("{issues}, {}", articles(count.articles))
}
