"""Writes a made contact log: generate.py ROWS FILE [--shuffled]; the ending of FILE tells csv, jsonl or parquet.

Nobody in it exists. The same arguments give the same bytes. Half of the rows have a text of 20 to 60 Chinese characters.
"""

import json
import random
import sys
from datetime import datetime, timedelta

START = datetime(2026, 1, 5)
DAYS = 90
NUMBERS = 3
PLAIN = """提醒客户本期账单已到还款日 客户表示月底发工资后还款 约定本周五之前处理欠款 客户称近期资金周转困难 核实客户身份后说明来意
告知剩余应还金额 客户要求发送账单明细 已说明还款方式及入账时间 客户表示已知晓 稍后再次联系客户确认 客户询问利息的计算方式
语音信箱无人接听 号码暂时无法接通 对方挂断电话 已登记客户的联系时间 请客户保持电话畅通 客户称正在开会晚点回电
【江城消金】您的借款本期应还款日将至请及时还款 客户确认收到短信 建议客户通过官方应用还款 记录客户的新地址""".split()
THREATS = "不还就让你坐牢 马上抓你 让你身败名裂 打断你的腿 曝光你的照片 找人收拾你 让你一家不得安宁 小心你的孩子".split()
INSULTS = "老赖不要脸 死皮赖脸 骗子一个 人渣 废物 畜生 无耻之徒 没人性".split()
TOLD = "请转告他还款 他欠了钱 替他还款 他的贷款逾期 帮忙催他还钱 你亲戚欠债".split()


def pick(rng, pairs):
    value = rng.random()
    for name, share in pairs:
        value -= share
        if value < 0:
            return name
    return pairs[-1][0]


CHANNELS = [("phone", 0.74), ("sms", 0.22), ("letter", 0.03), ("visit", 0.01)]
OUTCOMES = [("connected", 0.22), ("no-answer", 0.60), ("busy", 0.12), ("rejected", 0.06)]


def text(rng):
    if rng.random() >= 0.5:
        return ""
    words = []
    length = 0
    least = rng.randint(20, 50)
    while length < least:
        word = rng.choice(PLAIN)
        words.append(word)
        length += len(word) + 1
    chance = rng.random()
    if chance < 0.0016:
        words[rng.randrange(len(words))] = rng.choice(THREATS)
    elif chance < 0.0026:
        words[rng.randrange(len(words))] = rng.choice(INSULTS)
    elif chance < 0.006:
        words[rng.randrange(len(words))] = rng.choice(TOLD)
    return "，".join(words)[:60]


def rows(count, order):
    rng = random.Random(20261124)
    debtors = max(count // 50, 1)
    span = DAYS * 86400
    for at in range(count):
        if order == "sorted":
            seconds = at * span // count
        else:
            seconds = rng.randrange(span)
        day, clock = divmod(seconds, 86400)
        # Nearly all of it between eight and ten.
        if rng.random() < 0.9985:
            clock = 8 * 3600 + clock * 14 // 24
        when = START + timedelta(days=day, seconds=clock)
        channel = pick(rng, CHANNELS)
        inbound = rng.random() < 0.03
        signal = ""
        chance = rng.random()
        if inbound and chance < 0.02:
            signal = "stop-request"
        elif inbound and chance < 0.06:
            signal = "hardship"
        elif not inbound and chance < 0.03:
            signal = "plan-offer"
        yield (
            f"c{at:09d}",
            when.strftime("%Y-%m-%dT%H:%M:%S+08:00"),
            f"d{rng.randrange(debtors):08d}",
            channel,
            "in" if inbound else "out",
            pick(rng, OUTCOMES) if channel == "phone" else "delivered" if channel != "visit" else "connected",
            f"n{rng.randrange(NUMBERS)}",
            "debtor" if rng.random() < 0.97 else "relative",
            f"a{rng.randrange(2000):04d}",
            str(rng.randint(1, 3)) if channel == "visit" else "",
            signal,
            text(rng),
        )


HEADER = "id at debtor channel direction outcome number party agent visitors signal text".split()


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    made = rows(count, "shuffled" if "--shuffled" in sys.argv else "sorted")
    if path.endswith(".csv"):
        with open(path, "w", encoding="utf-8") as out:
            out.write(",".join(HEADER) + "\n")
            for row in made:
                out.write(",".join(row) + "\n")
    elif path.endswith(".jsonl"):
        with open(path, "w", encoding="utf-8") as out:
            for row in made:
                filled = {name: value for name, value in zip(HEADER, row) if value}
                out.write(json.dumps(filled, ensure_ascii=False, separators=(",", ":")) + "\n")
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pa.schema([(name, pa.string()) for name in HEADER])
        with pq.ParquetWriter(path, schema, compression="snappy") as out:
            group = []
            for row in made:
                group.append(row)
                if len(group) == 122_880:
                    out.write_table(table(pa, schema, group))
                    group = []
            if group:
                out.write_table(table(pa, schema, group))


def table(pa, schema, group):
    columns = [[value or None for value in column] for column in zip(*group)]
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=schema)


if __name__ == "__main__":
    main()
