//! Folds headers and words of exports so that spellings of one name meet: width, case, spaces, hyphens, traditional characters, bracketed hints.

use unicode_normalization::UnicodeNormalization;

/// Traditional characters and variants that occur in headers and values of logs, each with its simplified form. Only these are
/// needed here: running text is folded by the document reader.
const SIMPLIFIED: &str = "\
佈布 佔占 來来 係系 個个 備备 傳传 債债 僱雇 億亿 償偿 兒儿 內内 別别 劃划 動动 務务 匯汇 區区 協协 員员 問问 啟启 單单 團团 執执 場场 學学 實实 寫写 \
專专 尋寻 對对 導导 屬属 師师 帶带 幫帮 廣广 張张 強强 彙汇 徑径 復复 徵征 愛爱 態态 應应 戶户 掛挂 換换 撥拨 擔担 據据 擾扰 攜携 敗败 數数 斷断 時时 \
暫暂 曆历 書书 會会 東东 業业 構构 標标 機机 權权 歷历 減减 溝沟 濟济 為为 無无 熱热 營营 爭争 爲为 狀状 現现 異异 發发 眾众 確确 碼码 種种 稱称 簡简 \
簽签 籤签 約约 級级 終终 組组 結结 絕绝 絡络 給给 經经 網网 緊紧 線线 編编 縣县 總总 織织 繫系 繳缴 續续 纔才 罰罚 羣群 聯联 聽听 臺台 與与 萬万 處处 \
號号 衆众 裏里 裡里 製制 複复 見见 親亲 觸触 訂订 計计 訊讯 託托 記记 訟讼 訪访 訴诉 註注 詢询 話话 認认 語语 誤误 說说 談谈 請请 諮咨 諾诺 證证 識识 \
議议 讀读 責责 貸贷 費费 貼贴 賬账 轉转 辦办 連连 週周 進进 達达 違违 遞递 還还 郵邮 鄰邻 鈴铃 銷销 錄录 錯错 鍵键 鍾钟 鎮镇 長长 門门 閃闪 開开 間间 \
閱阅 關关 隊队 雙双 難难 電电 響响 頁页 項项 順顺 預预 領领 頻频 題题 額额 願愿 類类 顧顾 顯显 餘余 饋馈 馬马 體体 髮发 點点 龍龙";

/// Folds a name: compatibility forms, case, traditional characters; white space, control characters and joining punctuation fall away.
pub(super) fn fold(name: &str) -> String {
    name.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|&c| !joins(c))
        .map(simplify)
        .collect()
}

/// The name without hints in brackets, `催收时间(北京时间)` or `金额【元】`; `None` where there are none or nothing else is left.
pub(super) fn without_hints(name: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut kept = String::new();
    let mut hinted = false;
    for c in name.chars() {
        match c {
            '(' | '（' | '[' | '［' | '【' | '〔' | '<' | '《' | '{' => {
                depth += 1;
                hinted = true;
            }
            ')' | '）' | ']' | '］' | '】' | '〕' | '>' | '》' | '}' => {
                depth = depth.saturating_sub(1);
            }
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    (hinted && !kept.trim().is_empty()).then_some(kept)
}

fn joins(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '_' | '-'
                | '‐'
                | '–'
                | '—'
                | '.'
                | ':'
                | '*'
                | '#'
                | '/'
                | '\''
                | '"'
                | '\u{feff}'
                | '\u{200b}'..='\u{200f}'
        )
}

fn simplify(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    match SIMPLIFIED.find(c) {
        None => c,
        Some(at) => {
            let mut pair = SIMPLIFIED.get(at..).unwrap_or("").chars();
            // a character that is itself the simplified half of a pair is followed by a space
            match (pair.next(), pair.next()) {
                (Some(_), Some(simple)) if simple != ' ' => simple,
                _ => c,
            }
        }
    }
}

/// The nearest of some names, for "did you mean"; `None` where none is near.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = fold(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = fold(candidate);
        let longer = name.chars().count().max(other.chars().count());
        let distance = strsim::osa_distance(&name, &other);
        let near = distance <= 1 + longer / 4 && distance < longer;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What a word stands for most likely: that of the nearest known one, else of the longest one that is part of it or of which it is a part.
///
/// A part counts that makes up `share` percent of the whole.
pub(super) fn likeliest<T: Copy>(word: &str, known: &[(&str, T)], share: usize) -> Option<T> {
    if let Some(near) = nearest(word, known.iter().map(|(name, _)| *name)) {
        return known
            .iter()
            .find(|(name, _)| *name == near)
            .map(|(_, of)| *of);
    }
    let word = fold(word);
    let mut best: Option<(usize, T)> = None;
    for (name, of) in known {
        let name = fold(name);
        let (one, other) = (name.chars().count(), word.chars().count());
        let (length, longer) = (one.min(other), one.max(other));
        let part = word.contains(&name) || name.contains(&word);
        // a single letter or sign is part of too much
        let much = length >= 2 && length * 100 >= longer * share;
        if part && much && best.is_none_or(|(most, _)| length > most) {
            best = Some((length, *of));
        }
    }
    best.map(|(_, of)| of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for spelling in [
            "Call_Time",
            "call time",
            "ＣＡＬＬ－ＴＩＭＥ",
            "call.time",
            " callTime\t",
        ] {
            assert_eq!(fold(spelling), "calltime", "{spelling}");
        }
        assert_eq!(fold("通話時間"), "通话时间");
        assert_eq!(fold("已撥電話號碼"), "已拨电话号码");
    }

    #[test]
    fn hints_in_brackets_fall_away() {
        assert_eq!(
            without_hints("催收时间(北京时间)").as_deref(),
            Some("催收时间")
        );
        assert_eq!(without_hints("金额（元）【必填】").as_deref(), Some("金额"));
        assert_eq!(without_hints("催收时间"), None);
        assert_eq!(without_hints("（元）"), None);
    }

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(
            nearest("debter", ["at", "debtor"].into_iter()),
            Some("debtor")
        );
        assert_eq!(
            nearest("金额", ["at", "debtor", "催收时间"].into_iter()),
            None
        );
    }
}
