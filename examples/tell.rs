//! Prints problems (temporary).
use hegui::compile::load;
fn main() {
    let paths: Vec<_> = std::env::args().skip(1).map(Into::into).collect();
    let found = hegui::project::packs::all(&paths);
    for p in &found.problems {
        println!("{} {}", p.code, p.message);
    }
    let loaded = load(found.packs);
    for p in &loaded.problems {
        let at = p
            .span
            .and_then(|s| {
                let f = loaded.sources.get(s.file)?;
                let q = f.position(s.range().start);
                Some(format!("{}:{}:{}", f.name(), q.line, q.column))
            })
            .unwrap_or_default();
        println!(
            "{at} {:?} {}: {} | {} | {}",
            p.level,
            p.code,
            p.message,
            p.label,
            p.help.clone().unwrap_or_default()
        );
    }
    if std::env::var("PRINT").is_ok() {
        println!("{}", hegui::ir::print::print(&loaded.rules));
    }
    println!(
        "rules {} left out {:?}",
        loaded.rules.rules.len(),
        loaded.program.left_out()
    );
}
