fn main() {
    let p = std::env::args().nth(1).unwrap();
    let t = std::fs::read_to_string(&p).unwrap();
    let (f, ps) = hegui::syntax::parse(hegui::source::FileId(0), &t);
    let mut ss = hegui::source::Sources::default();
    ss.add(hegui::source::Source::new("rules/测试.hegui", t.clone()));
    let w: usize = std::env::args().nth(3).map_or(100, |w| w.parse().unwrap());
    match std::env::args().nth(2).as_deref() {
        Some("tree") => println!("{}", hegui::syntax::print(&f)),
        Some("draw") => print!(
            "{}",
            hegui::diag::render(
                &ps,
                &ss,
                hegui::diag::Style {
                    width: w,
                    ..Default::default()
                }
            )
        ),
        Some("json") => {
            for p in &ps {
                println!("{}", hegui::diag::json(p, &ss))
            }
        }
        _ => {
            for p in &ps {
                println!(
                    "{} <{}> help={:?}",
                    hegui::diag::short(p, &ss),
                    ss.slice(p.span.unwrap()),
                    p.help
                )
            }
        }
    }
    eprintln!(
        "{} items, broken {:?}",
        f.items.len(),
        f.broken.iter().map(|n| &n.text).collect::<Vec<_>>()
    );
}
