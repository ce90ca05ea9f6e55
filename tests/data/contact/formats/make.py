"""Makes the files beside it, with LibreOffice Calc, openpyxl and pyarrow, gzip and zstd: `python make.py`."""

import csv
import datetime as dt
import os
import subprocess

import openpyxl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

HEAD = ("催收时间", "借款人编号", "渠道", "方向", "结果", "被叫号码", "内容", "通话时长")
ROWS = [
    ("2026-03-01 09:05:07", "00012345", "电话", "呼出", "接通", "13800001111", "您好，请尽快还款", "75"),
    ("2026-03-01 22:10:00", "00012345", "电话", "呼出", "无人接听", "13800001111", "", "0"),
    ("2026-03-02 10:00:00", "00012346", "短信", "呼出", "接通", "13800002222", "您的借款已逾期", "0"),
]


def office(source, how):
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", *how, source], check=True)


# a text that LibreOffice reads with the first column as dates, ids as texts and numbers as numbers, under two lines of title
with open("calls.csv", "w", newline="", encoding="utf-8") as file:
    lines = csv.writer(file)
    lines.writerow(("三月催收通话记录",) + ("",) * 7)
    lines.writerow(("导出时间：2026-04-01",) + ("",) * 7)
    lines.writerow(HEAD)
    lines.writerows(ROWS)
office("calls.csv", ["--infilter=Text - txt - csv (StarCalc):44,34,76,1,1/5/2/2/3/2/4/2/5/2/6/1/7/2/8/1"])
subprocess.run("gzip -nkf calls.csv && zstd -qf calls.csv && rm calls.csv", shell=True, check=True)

# several sheets: one that is no log, a merged title, a hidden one with date and clock apart, a heading over two columns
book = openpyxl.Workbook()
about = book.active
about.title = "说明"
about["A1"], about["A2"] = "本表由系统导出", "口径：每日"
march = book.create_sheet("三月")
march.merge_cells("A1:E1")
march["A1"] = "三月通话"
march.append(["催收时间", "借款人编号", "渠道", "被叫号码", "通话时长"])
for row in [
    (dt.datetime(2026, 3, 1, 9, 5), "D1", "电话", 13800001111, dt.timedelta(seconds=75)),
    (dt.datetime(2026, 3, 1, 0, 0), "D1", "电话", 13800001111, dt.timedelta(seconds=5)),
    (dt.datetime(2026, 3, 2, 21, 59, 59), "D2", "电话", 6222021234567890123, dt.timedelta(seconds=0)),
]:
    march.append(row)
    march.cell(march.max_row, 1).number_format = "yyyy/m/d h:mm"
    march.cell(march.max_row, 5).number_format = "[h]:mm:ss"
april = book.create_sheet("四月")
april.sheet_state = "hidden"
april.append(["日期", "时间", "借款人编号", "渠道"])
april.append([dt.date(2026, 4, 1), dt.time(22, 30), "D3", "短信"])
april.cell(2, 1).number_format, april.cell(2, 2).number_format = "yyyy-mm-dd", "h:mm:ss"
grouped = book.create_sheet("分组")
grouped["A1"], grouped["B1"] = "时间", "客户"
grouped.merge_cells("B1:C1")
grouped["A2"], grouped["B2"], grouped["C2"] = "催收时间", "借款人编号", "渠道"
grouped.append([46082.5, "D4", "电话"])
os.makedirs("raw", exist_ok=True)
book.save("raw/sheets.xlsx")
office("raw/sheets.xlsx", [])

LOCAL = [dt.datetime(2026, 3, 1, 9, 5, 7), dt.datetime(2026, 3, 1, 22, 10), dt.datetime(2026, 3, 2, 10, 0)]
INSTANTS = [time.replace(tzinfo=dt.timezone(dt.timedelta(hours=8))) for time in LOCAL]


def table(at):
    return pa.table(
        {
            "at": at,
            "debtor": pa.array(["00012345", "00012345", "00012346"]),
            "channel": pa.array(["phone", "phone", "sms"]).dictionary_encode(),
            "outcome": pa.array(["接通", "无人接听", None]),
            "number": pa.array([13800001111, 13800001111, 13800002222], pa.int64()),
            "call": pa.array([{"duration": 75, "recorded": True}, None, {"duration": 0, "recorded": None}]),
            "text": pa.array(["您好，请尽快还款", None, "您的借款已逾期"], pa.large_utf8()),
            "unused": pa.array([1.5, 2.5, None]),
        }
    )


wall = table(pa.array(LOCAL, pa.timestamp("us")))
zoned = table(pa.array(INSTANTS, pa.timestamp("ms", "Asia/Shanghai")))
unix = table(pa.array([int(time.timestamp()) for time in INSTANTS], pa.int64()))
pq.write_table(wall, "wall.parquet")
pq.write_table(zoned, "zoned.parquet", compression="zstd")
pq.write_table(unix, "unix.parquet", compression="gzip")
pq.write_table(wall, "int96.parquet", use_deprecated_int96_timestamps=True)
feather.write_feather(wall, "wall.feather")
with pa.OSFile("zoned.arrow", "wb") as file, pa.ipc.new_file(file, zoned.schema) as out:
    out.write_table(zoned, max_chunksize=2)
with pa.OSFile("zoned.arrows", "wb") as file, pa.ipc.new_stream(file, zoned.schema) as out:
    out.write_table(zoned, max_chunksize=2)
subprocess.run("gzip -nkf wall.parquet && zstd -qf zoned.arrows", shell=True, check=True)
