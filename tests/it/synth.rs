//! The generator of the benchmark makes what its specification says.

#[path = "../../benches/parts/synth.rs"]
mod claims;

use claims::{Mode, checksum, names, rows};

#[test]
fn the_checksums_are_those_of_the_specification() {
    for (mode, count, expected) in [
        (Mode::Zipf, 10_000, 0xa364_12ce_dd18_e9c6_u64),
        (Mode::Zipf, 100_000, 0x1522_4da1_8e67_bb84),
        (Mode::Hot, 10_000, 0x3786_00d9_8443_b1f5),
        (Mode::Hot, 100_000, 0x35d4_dfeb_513f_b5b7),
        (Mode::HotClean, 10_000, 0x5eb6_c6da_f564_3ef1),
        (Mode::HotClean, 100_000, 0xdac5_3146_ad34_198b),
    ] {
        assert_eq!(checksum(mode, count), expected, "{mode:?}, {count}");
    }
}

#[test]
#[ignore = "a million rows take their time in a debug build"]
fn the_checksum_of_a_million_is_that_of_the_specification() {
    assert_eq!(checksum(Mode::Zipf, 1_000_000), 0x3b92_fdc9_1cc9_d419);
}

#[test]
fn a_key_is_named_by_subject_measure_scope_and_unit() {
    assert_eq!(names(0), ["E0000000", "revenue", "total", "USD"]);
    assert_eq!(names(13), ["E0000001", "headcount", "domestic", "1"]);
    let hot = rows(Mode::Hot, 100).all(|row| row.key == 0 && row.low <= row.high && row.first <= row.last);
    assert!(hot);
}
