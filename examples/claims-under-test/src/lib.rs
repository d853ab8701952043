//! A package whose facts are tested: they stand in `claims`, and `cargo test` checks them.
