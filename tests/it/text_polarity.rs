//! Holds the modality table, the reach of cues and every trap of the law notes to single sentences, in Chinese and English.

use crate::text::hold_table;

#[test]
fn every_row_of_the_table_in_chinese() {
    hold_table(
        "
        短信 | says | 甲方通过短信提醒乙方还款。
        短信 | says | 甲方将通过短信提醒乙方还款。
        短信 | says permits | 甲方可以通过短信提醒乙方还款。
        短信 | says permits | 甲方有权通过短信提醒乙方还款。
        短信 | says permits | 乙方授权甲方通过短信提醒还款。
        提供 | says permits | 甲方无需乙方同意即可提供。
        提供 | says permits | 甲方无需乙方同意向第三方提供乙方信息。
        保密 | says obliges | 甲方应对乙方个人信息保密。
        保密 | says obliges | 甲方须对乙方个人信息保密。
        保密 | says obliges | 甲方必须对乙方个人信息保密。
        催收 | denies | 甲方不催收。
        泄露 | denies | 甲方不得泄露乙方信息。
        泄露 | denies | 甲方无权泄露乙方信息。
        通知 | denies | 甲方无需通知乙方。
        通知 | denies | 甲方有权不通知乙方。
        披露 | denies | 未经乙方同意,甲方不得披露。
        披露 | denies | 未经同意不得披露。
        同意 | - | 未经乙方同意,甲方不得披露。
        同意 | denies | 甲方无需乙方同意即可提供。
        法院要求 | says permits | 除法院要求外,甲方不得向第三方提供乙方信息。
        提供 | denies | 除法院要求外,甲方不得向第三方提供乙方信息。
        法院要求 | says permits | 甲方不得向第三方提供乙方信息,但法院要求的除外。
        上门 | denies | 甲方可以通过电话催收,但上门除外。
        电话 | says permits | 甲方可以通过电话催收,但上门除外。
        逾期 | given | 如乙方逾期,甲方可以上门催收。
        上门 | says permits | 如乙方逾期,甲方可以上门催收。
        逾期 | given | 乙方逾期的,甲方可以上门催收。
        上门 | says permits | 乙方逾期的,甲方可以上门催收。
        同意 | given | 经乙方同意后,甲方可以披露。
        披露 | says permits | 经乙方同意后可以披露。
        同意 | given | 除非乙方同意,甲方不得披露。
        披露 | denies | 除非乙方同意,甲方不得披露。
        催收 | - | 甲方会上门催收吗?
        催收 | - | 催收是指甲方要求乙方还款的行为。
        威胁 | - | 举例:威胁乙方。
        提供法律援助 | - | “本公司提供法律援助。”
        ",
    );
}

#[test]
fn every_row_of_the_table_in_english() {
    hold_table(
        "
        text message | says | The Lender sends a text message.
        text message | says | The Lender will send a text message.
        disclose | says permits | The Lender may disclose your data.
        disclose | says permits | The Lender is entitled to disclose your data.
        disclose | says obliges | The Lender shall disclose the rate.
        disclose | says obliges | The Lender must disclose the rate.
        disclose | denies | The Lender does not disclose your data.
        disclose | denies | The Lender may not disclose your data.
        disclose | denies | The Lender shall not disclose your data.
        visit | denies | The Lender shall not threaten, harass or visit the Borrower.
        visit | denies | The Lender shall not threaten the Borrower, harass the Borrower, or visit the Borrower.
        visit | denies | Neither the Lender nor its agents may visit the Borrower.
        as required by law | says permits | The Lender shall not disclose your data except as required by law.
        as required by law | says permits | Except as required by law, the Lender shall not disclose your data.
        visit | denies | The Lender may call you, except for a visit.
        you are late | given | If you are late, the Lender may call you.
        call | says permits | If you are late, the Lender may call you.
        consent | given | Unless you consent, the Lender may not disclose your data.
        consent | given | The Lender may disclose your data with your prior written consent.
        consent | given | Subject to your consent, the Lender may disclose your data.
        consent | - | The Lender may disclose your data without your consent.
        disclose | says permits | The Lender may disclose your data without your consent.
        legal aid | denies | We do not provide legal aid.
        visit | - | Will the Lender visit me?
        collection | - | \"Collection\" means any demand for payment.
        visit | - | For example, visit the Borrower.
        disclose | says obliges | The Lender not only discloses, it must disclose.
        ",
    );
}

#[test]
fn traps_of_the_law_notes() {
    hold_table(
        "
        法律援助 | denies | 本公司不提供法律援助。
        泄露 | denies | 甲方不得泄露乙方信息。
        泄露 | denies | 严禁泄露乙方信息。
        披露 | denies | 甲方不会向第三方披露。
        泄露 | says permits | 甲方有权泄露乙方信息。
        披露给任何第三方 | says permits | 甲方可以将乙方信息披露给任何第三方。
        披露给任何第三方 | says permits | 甲方有权将乙方信息披露给任何第三方。
        公开 | says permits | 甲方视情况公开。
        同意 | denies | 无需您同意即可提供。
        提供 | denies | 未经您同意,不得提供。
        还款 | says obliges | 乙方不得不还款。
        还款 | says obliges | 乙方不能不还款。
        提供 | denies | 除依法另有规定外,不得提供。
        保密责任 | denies | 我方不承担保密责任。
        手续费 | denies | 不收取任何手续费。
        手续费 | denies | 免手续费。
        手续费 | denies | 不含手续费。
        投诉渠道 | denies | 无投诉渠道。
        短信 | denies | 不支持短信通知。
        在线客服 | denies | 暂不开通在线客服。
        威胁 | denies | 不构成威胁。
        威胁 | denies | 并非威胁。
        威胁 | - | 举例:不得威胁。
        威胁 | denies | 催收人员不得有下列行为:(一)威胁、恐吓;(二)辱骂。
        恐吓 | denies | 催收人员不得有下列行为:(一)威胁、恐吓;(二)辱骂。
        辱骂 | denies | 催收人员不得有下列行为:(一)威胁、恐吓;(二)辱骂。
        强催 | absent | 甲方应加强催收管理。
        起诉 | says permits | 甲方可向法院起诉。
        生效 | given | 法院判决生效后,甲方可申请强制执行。
        上门 | absent | 商家提供上门服务。
        上门 | absent | 商家送货上门。
        逾期利率 | - | 逾期利率另行约定。
        投诉渠道 | - | 投诉渠道:详见官网。
        授权 | says | 乙方不可撤销地授权甲方查询征信。
        查询征信 | says permits | 乙方不可撤销地授权甲方查询征信。
        短信 | says permits | 甲方可以通过包括但不限于短信、电话等方式催收。
        ",
    );
}

#[test]
fn cues_reach_as_far_as_contracts_mean_them_to() {
    hold_table(
        "
        上门 | denies | 甲方不会通过短信、电话或上门方式催收。
        短信 | denies | 甲方不会通过短信、电话或上门方式催收。
        提供乙方个人信息 | denies | 甲方不得向第三方泄露、出售,或者非法提供乙方个人信息。
        出售 | denies | 甲方不得向第三方泄露、出售,或者非法提供乙方个人信息。
        出售 | denies | 甲方不得向第三方泄露,出售,提供乙方个人信息。
        提供乙方个人信息 | denies | 甲方不得向第三方泄露,出售,提供乙方个人信息。
        短信 | says | 本公司不上门催收,通过短信、电话提醒还款。
        保密 | says | 甲方不得泄露乙方信息,严格保密。
        保密 | says obliges | 甲方不得泄露乙方信息,并应严格保密。
        保护 | says | 甲方不得泄露乙方信息,并采取必要措施保护乙方信息。
        泄露 | denies | 甲方应对乙方信息严格保密,不得泄露、出售或者非法向他人提供。
        保密 | says obliges | 甲方应对乙方信息严格保密,不得泄露、出售或者非法向他人提供。
        非法向他人提供 | denies | 甲方应对乙方信息严格保密,不得泄露、出售或者非法向他人提供。
        起诉 | says permits | 甲方有权提前收回贷款,向人民法院起诉。
        披露 | says permits | 甲方有权将乙方信息提供给合作方,披露给任何第三方。
        披露 | says permits | 乙方同意甲方可以披露乙方信息。
        披露 | says permits | 乙方同意并授权甲方披露乙方信息。
        披露 | says permits | 乙方同意,甲方将乙方信息披露给第三方。
        上门 | says permits | 甲方及其委托的第三方催收机构有权上门催收。
        泄露 | denies | 甲方承诺不泄露乙方信息。
        视为送达 | says | 甲方短信发出即视为送达。
        公开 | denies | 甲方不得泄露或者公开乙方信息。
        提前还款 | says obliges | 甲方不得拒绝乙方提前还款。
        提醒 | says | 对逾期未还款的客户进行短信提醒。
        短信 | says | 对不配合还款的客户进行短信提醒。
        披露 | denies | 甲方不得向未获授权的人员披露乙方信息。
        法律援助 | denies | 甲方不提供任何形式的法律援助。
        短信 | says | 甲方不仅通过短信,也通过电话提醒乙方。
        电话 | says | 甲方不仅通过短信,也通过电话提醒乙方。
        乙方信息 | says denies | 乙方信息不被甲方使用,乙方信息不予披露。
        披露 | denies | 乙方信息不得被披露给第三方。
        收取 | denies | 除本合同约定的费用外,甲方不再收取其他费用。
        电话 | says | 除短信外,甲方还通过电话催收。
        短信 | says | 除短信外,甲方还通过电话催收。
        短信 | says permits | 甲方可采取合法方式(如短信、电话)催收。
        电话 | says permits | 甲方可采取合法方式,如短信、电话等进行催收。
        暴力 | denies | 甲方及催收机构不得采用暴力、威胁、恐吓、辱骂等方式催收。
        辱骂 | denies | 甲方及催收机构不得采用暴力、威胁、恐吓、辱骂等方式催收。
        通知 | says obliges | 甲方应在委托催收前通知乙方。
        逾期 | given | 甲方应在乙方逾期后通知乙方。
        通知 | says obliges | 甲方应在乙方逾期后通知乙方。
        逾期 | given | 乙方逾期后,甲方有权通过短信提醒。
        仍不还款 | given | 如乙方逾期,且经短信提醒后仍不还款的,甲方有权上门催收。
        上门 | says permits | 如乙方逾期,且经短信提醒后仍不还款的,甲方有权上门催收。
        同意 | given | 经乙方同意,甲方可以向合作方提供乙方信息。
        提供 | says permits | 经乙方同意,甲方可以向合作方提供乙方信息。
        催收 | denies | 禁止未经授权催收。
        上门 | denies | 甲方不采取上门、骚扰等方式催收,亦不委托他人上门催收。
        保密 | says obliges | 甲方对乙方信息承担保密责任。
        法律援助 | denies | 法律援助服务本公司暂不提供。
        法律援助 | denies | 法律援助:无。
        手续费 | says | 手续费由乙方承担。
        骚扰 | denies | 甲方保证不骚扰乙方及其家属。
        提供给第三方 | denies | 甲方不得将乙方信息用于其他目的或提供给第三方。
        泄露 | denies | 甲方采取技术措施防止乙方信息泄露、毁损、丢失。
        电话 | says permits | 甲方有权(但无义务)通过电话提醒乙方。
        法律援助 | says permits | 乙方确有困难的,可以申请法律援助。
        ",
    );
}
