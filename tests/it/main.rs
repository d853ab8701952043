//! The tests, linked once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a helper that fails is a test that fails"
)]
#![expect(clippy::too_many_lines, reason = "a table of cases is as long as it is")]

mod aid;
mod arithmetic;
mod bad_input;
mod blame;
mod check;
mod crowded;
mod dice;
mod die;
#[cfg(feature = "csv")]
mod doors;
mod examples;
mod explanations;
mod fit;
mod formats;
mod generators;
mod golden;
mod hostile;
mod implied;
mod impossible;
mod index;
mod inferred;
mod laws;
mod near;
mod oracle;
mod orders_of_numbers;
#[cfg(feature = "html")]
mod page;
mod proofs;
mod readme;
mod relations;
mod report;
mod rooms;
mod round_trip;
#[cfg(feature = "csv")]
mod rows;
mod rules;
mod rulings;
#[cfg(feature = "schema")]
mod schema;
mod shipped;
mod slips;
mod standing_totals;
mod synth;
mod table;
#[cfg(feature = "csv")]
mod table_csv;
mod table_index;
#[cfg(feature = "testing")]
mod testing;
#[cfg(feature = "parallel")]
mod threads;
mod tilings;
mod watch;
