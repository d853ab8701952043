//! One test for each claims file.

fn main() -> std::process::ExitCode {
    gainsay::testing::main("claims")
}
