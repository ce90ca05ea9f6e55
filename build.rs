//! Tells cargo to build again when a rule file is added or taken away, because the packs are part of the binary.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
