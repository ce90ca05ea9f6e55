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

#[test]
fn sentences_in_the_style_of_real_contracts() {
    hold_table(
        "
        提供给 | says permits | 乙方同意并授权甲方在乙方逾期时,将乙方的逾期信息提供给甲方委托的第三方催收机构,用于催收。
        报送 | says permits | 借款人在此不可撤销地授权贷款人向中国人民银行金融信用信息基础数据库报送借款人的个人信用信息(包括不良信息)。
        泄露 | denies | 甲方应严格保守乙方的商业秘密和个人隐私,未经乙方书面授权,不得向任何第三方泄露,但法律法规另有规定或有权机关要求提供的除外。
        要求提供 | says permits | 甲方应严格保守乙方的商业秘密和个人隐私,未经乙方书面授权,不得向任何第三方泄露,但法律法规另有规定或有权机关要求提供的除外。
        个人隐私 | says obliges | 甲方应严格保守乙方的商业秘密和个人隐私,未经乙方书面授权,不得向任何第三方泄露。
        恐吓 | denies | 甲方工作人员在催收过程中不得有暴力、恐吓、侮辱、诽谤、骚扰等行为,不得向与债务无关的第三人催收。
        向与债务无关的第三人催收 | denies | 甲方工作人员在催收过程中不得有暴力、恐吓、侮辱、诽谤、骚扰等行为,不得向与债务无关的第三人催收。
        个人账户 | denies | 乙方知悉:甲方不会以任何理由要求乙方向个人账户转账。
        转让 | denies | 除本协议另有约定外,未经对方书面同意,任何一方不得将本协议项下的权利义务转让给第三方。
        通知 | says permits | 甲方有权但无义务通知乙方。
        上门催收 | denies | 为免歧义,本条所述催收方式不包括上门催收。
        故意 | says permits | 甲方不对第三方的行为承担责任,但甲方存在故意或重大过失的除外。
        单独同意 | given | 甲方仅在取得乙方单独同意后,方可向第三方提供乙方的敏感个人信息。
        提供 | says permits | 甲方仅在取得乙方单独同意后,方可向第三方提供乙方的敏感个人信息。
        短信 | says permits | 甲方可通过以下方式之一或多种向乙方发送还款提醒:短信、电话、电子邮件、上门等。
        威胁 | denies | 逾期超过30日的,甲方可委托催收机构进行催收,催收机构应当遵守法律法规,不得采取暴力、威胁等手段。
        公开披露 | denies | 甲方将采取加密等安全技术措施,防止个人信息遭到未经授权的访问、公开披露、使用、修改。
        出售 | denies | 您的个人信息仅用于贷款审批、贷后管理及催收之目的,我们不会将其出售给任何第三方。
        催收 | says | 您的个人信息仅用于贷款审批、贷后管理及催收之目的,我们不会将其出售给任何第三方。
        分享 | denies | 除非获得您的明确同意,我们不会与任何公司、组织和个人分享您的个人信息。
        明确同意 | given | 除非获得您的明确同意,我们不会与任何公司、组织和个人分享您的个人信息。
        电话 | says | 对于逾期客户,本公司首先通过短信方式提醒;短信提醒无效的,再通过电话方式联系;仍无法联系的,方采取上门走访方式。
        上门走访 | says | 对于逾期客户,本公司首先通过短信方式提醒;短信提醒无效的,再通过电话方式联系;仍无法联系的,方采取上门走访方式。
        录音录像 | says obliges | 甲方工作人员上门时应当出示工作证件,不少于两人,并全程录音录像。
        购房 | denies | 本合同项下借款不得用于购房、投资、偿还其他贷款等用途,否则甲方有权提前收回。
        收回 | says permits | 本合同项下借款不得用于购房、投资、偿还其他贷款等用途,否则甲方有权提前收回。
        披露 | says permits | 经甲方催告后乙方仍未履行的,甲方可向乙方所在单位、家属披露逾期情况。
        索要 | denies | 严禁任何催收人员以任何形式收取现金、代收还款或向债务人索要额外费用,违者依法追究责任。
        追究责任 | says | 严禁任何催收人员以任何形式收取现金、代收还款或向债务人索要额外费用,违者依法追究责任。
        骚扰 | denies | 本公司郑重承诺:不泄露客户隐私,不骚扰客户亲友,不使用侮辱性语言。
        告知 | says permits | 您理解并同意,若您逾期,我们有权将您的逾期信息告知您预留的紧急联系人。
        泄露 | given | 因甲方泄露乙方信息造成损失的,甲方应当赔偿。
        充分说明 | says | 乙方在此确认,甲方已就免除或限制其责任的条款向乙方作了充分说明。
        调整利率 | says permits | 甲方有权不经乙方同意单方调整利率。
        公开 | says permits | 在不违反法律法规的前提下,甲方可公开相关信息。
        提供 | denies | 甲方不得在未经乙方同意的情况下向第三方提供乙方信息。
        披露 | given | 甲方未经乙方同意擅自披露乙方信息的,应承担赔偿责任。
        披露 | says permits | 不论乙方是否同意,甲方均有权披露乙方信息。
        催收 | says denies permits | 除向乙方本人催收外,不得向其他任何人催收。
        短信 | says permits | 甲方除可通过短信、电话催收外,还可委托第三方上门催收。
        上门 | says permits | 甲方除可通过短信、电话催收外,还可委托第三方上门催收。
        披露 | says | 只有在乙方明确同意的情况下,甲方才会披露。
        诉讼 | says | 本条款不影响甲方依法采取诉讼等方式追偿的权利。
        客服电话 | says | 如有疑问,请勿拨打陌生号码,请拨打客服电话。
        联系方式 | says | 乙方不得提供虚假信息,如实填写联系方式。
        恐吓 | denies | 催收人员应做到:不威胁、不恐吓、不侮辱。
        侮辱 | denies | 严禁:威胁、恐吓、侮辱、骚扰债务人。
        威胁 | given | 甲方催收人员如存在威胁、恐吓等不当行为的,乙方可拨打投诉电话。
        投诉电话 | says permits | 甲方催收人员如存在威胁、恐吓等不当行为的,乙方可拨打投诉电话。
        威胁 | denies | 甲方不得以非法方式(包括但不限于骚扰、威胁)进行催收。
        威胁 | denies | 我公司未授权任何第三方以威胁方式催收。
        法律咨询 | says permits | 应乙方要求,甲方可提供法律咨询。
        起诉 | says | 再不还就起诉你。
        上门 | says | 今天不还钱,明天就上门。
        转账 | says permits | 乙方可以转账、汇款等方式还款,也可以到网点还款。
        收取 | denies | 甲方不得以任何名义向乙方收取除利息以外的费用。
        disclose | denies | Nothing in this agreement permits the Lender to disclose your data.
        share | denies | Except with your consent, we will not share your data.
        employer | says permits | You agree that we may contact your employer.
        text message | says permits | We may contact you by phone, text message or in person, unless you tell us not to.
        fees | denies | No fees are charged.
        ",
    );
}

#[test]
fn words_that_look_like_other_words_are_read_whole() {
    hold_table(
        "
        查询 | says permits | 乙方同意并不可撤销地授权甲方查询信用报告。
        通知 | says obliges | 甲方可以转让债权,但应当通知乙方。
        通知 | denies | 甲方划扣前无需另行通知乙方。
        报送 | says permits | 甲方可不经通知将其逾期信息向征信机构报送。
        泄露 | denies | 甲方应采取必要的安全措施以防止乙方信息的泄露、损毁。
        share | denies | The Lender shall not sell, share or otherwise disclose the data.
        disclose | denies | The Lender shall not sell, share or otherwise disclose the data.
        visit | denies | Neither the Lender nor its agents may call the Borrower, nor may they visit the Borrower.
        notify | says obliges | The Lender must not only notify the Borrower but also provide a copy.
        法律援助 | denies | 甲方并非法律援助机构。
        短信 | says | 甲方将会或可能会通过短信联系乙方。
        验证码 | denies | 本公司从不通过电话索要验证码。
        公开 | denies | 甲方不仅应当保密,而且不得公开。
        催收机构 | denies | 甲方不提供给任何第三方,包括但不限于催收机构。
        ",
    );
}

#[test]
fn everyday_speech_is_read_as_it_is_meant() {
    hold_table(
        "
        还款 | - | 您看能不能今天还款。
        披露 | - | 甲方有权决定是否披露。
        披露 | says permits | 不论乙方是否同意,甲方均有权披露。
        disclose | - | The Lender decides whether it will disclose the data.
        联系 | says | 对不起打扰您,我们会再联系。
        上门 | says | 差不多下周我们上门。
        保密 | says obliges | 甲方理应保密。
        还款 | says obliges | 您非得今天还款。
        起诉 | says | 您不还款我们就起诉。
        ",
    );
}
