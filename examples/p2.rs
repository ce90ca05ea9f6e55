use regex::Regex;
fn main() {
    let re = Regex::new("//[^\n]*|\"\"\"(?s:.*?)\"\"\"|\"[^\"\n]*\"|[\\p{L}\\d-]+|\\S").unwrap();
    let mut hist = std::collections::BTreeMap::new();
    let mut shown = 0;
    for p in std::env::args().skip(1) {
        let t = std::fs::read_to_string(&p).unwrap();
        for m in re.find_iter(&t) {
            if m.as_str().starts_with("//") {
                continue;
            }
            for mode in 0..3 {
                let mut s = t.clone();
                match mode {
                    0 => s.replace_range(m.range(), ""),
                    1 => s.replace_range(m.range(), &format!("{} {}", m.as_str(), m.as_str())),
                    _ => s.replace_range(m.range(), "zzz"),
                };
                let (f, ps) = hegui::syntax::parse(hegui::source::FileId(0), &s);
                *hist.entry((mode, ps.len().min(5))).or_insert(0) += 1;
                if ps.len() > 1 && shown < 60 {
                    shown += 1;
                    let mut ss = hegui::source::Sources::default();
                    ss.add(hegui::source::Source::new(p.as_str(), s.clone()));
                    let line = t[..m.start()].matches('\n').count() + 1;
                    println!(
                        "## {p}:{line} mode {mode} `{}`",
                        m.as_str().chars().take(30).collect::<String>()
                    );
                    for q in ps.iter().take(4) {
                        println!(
                            "    {}",
                            hegui::diag::short(q, &ss)
                                .split_once(' ')
                                .map_or("", |x| x.1)
                        );
                        let sp = q.span.unwrap();
                        let l = ss.get(sp.file).unwrap().position(sp.start as usize).line;
                        println!("      at {l}");
                    }
                    let _ = f;
                }
            }
        }
    }
    println!("{hist:?}");
}
