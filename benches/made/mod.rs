//! Makes contracts, patterns and rules for the benches: takes a seed or a count, gives the same text on every machine.

/// What contracts are about; three words joined make a pattern, so that of 100 patterns about ten matches stand in a contract.
const WHO: &[&str] = &[
    "甲方",
    "乙方",
    "贷款人",
    "借款人",
    "担保人",
    "本公司",
    "委托机构",
    "催收人员",
    "客户",
    "平台",
];
const DOES: &[&str] = &[
    "应当", "不得", "可以", "有权", "承诺", "同意", "无需", "必须", "拒绝", "委托",
];
const ACTS: &[&str] = &[
    "通知", "披露", "收取", "支付", "提供", "查询", "保存", "转让", "催收", "联系", "变更", "解除",
    "调整", "公示", "核实", "上报",
];
const WHAT: &[&str] = &[
    "个人信息",
    "逾期利息",
    "违约金",
    "还款计划",
    "联系方式",
    "服务费用",
    "征信记录",
    "担保财产",
    "通讯地址",
    "法律援助",
    "律师费用",
    "贷款资金",
    "提前还款",
    "争议事项",
    "账户余额",
    "短信提醒",
    "电话录音",
    "上门走访",
    "书面材料",
    "授权文件",
];
const ENDS: &[&str] = &[
    "，但法律另有规定的除外",
    "，并以书面形式确认",
    "，期限不超过30日",
    "，年利率为15.4%",
    "，金额为人民币50,000元",
    "",
    "",
    "",
];

/// A small generator of numbers: SplitMix64.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// A contract of about so many bytes.
pub fn contract(seed: u64, bytes: usize) -> String {
    let mut random = Random(seed);
    let mut text = String::from("个人消费借款合同\n\n");
    let mut clause = 1;
    while text.len() < bytes {
        text.push_str(&format!(
            "第{clause}条 {}与{}\n",
            random.of(WHAT),
            random.of(WHAT)
        ));
        for item in 1..=3 + random.below(4) {
            text.push_str(&format!("{clause}.{item} "));
            for _ in 0..1 + random.below(3) {
                text.push_str(&sentence(&mut random));
            }
            text.push('\n');
        }
        text.push('\n');
        clause += 1;
    }
    text
}

fn sentence(random: &mut Random) -> String {
    format!(
        "{}{}向{}{}{}及{}{}。",
        random.of(WHO),
        random.of(DOES),
        random.of(WHO),
        random.of(ACTS),
        random.of(WHAT),
        random.of(WHAT),
        random.of(ENDS)
    )
}

/// A pattern: every tenth is a regular expression.
pub struct Pattern {
    /// As a regular expression.
    pub source: String,
    /// Whether it is one and not plain words.
    pub is_regex: bool,
}

/// So many patterns; all are different.
pub fn patterns(count: usize) -> Vec<Pattern> {
    let mut random = Random(7);
    let mut made: Vec<Pattern> = Vec::new();
    while made.len() < count {
        let is_regex = made.len() % 10 == 9;
        let (act, what, other) = (random.of(ACTS), random.of(WHAT), random.of(WHAT));
        let source = match is_regex {
            true => {
                let most = 6 + random.below(12);
                format!("{act}{what}[^。；]{{0,{most}}}(?:{other}|除外)")
            }
            false => format!("{act}{what}及{other}"),
        };
        if made.iter().all(|known| known.source != source) {
            made.push(Pattern { source, is_regex });
        }
    }
    made
}

/// A pack with a rule for each pattern: what the contract must not state.
pub fn pack(patterns: &[Pattern]) -> String {
    let mut text = String::from(
        "pack made { version \"1.0.0\" title en \"made for a bench\" authority en \"nobody\" }\n\nuse lang/zh\n",
    );
    for (at, pattern) in patterns.iter().enumerate() {
        let word = match pattern.is_regex {
            true => format!("/{}/", pattern.source),
            false => format!("\"{}\"", pattern.source),
        };
        text.push_str(&format!(
            "\ndisclosure rule-{at} {{\n  title en \"rule {at}\"\n  forbid sentence says {word}\n}}\n"
        ));
    }
    text
}
