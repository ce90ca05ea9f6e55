"""Makes the PDF files of `tests/data/document/pdf` by real producers: LibreOffice, Chromium and ReportLab.

Run from the root of the project, with `soffice`, `chromium` and a Noto CJK font installed:

    python3 -m venv /tmp/make && /tmp/make/bin/pip install reportlab pikepdf markdown pillow python-docx
    /tmp/make/bin/python tests/data/document/make/pdf.py

The outlines of embedded fonts are then taken out, so that the files are small: text is read by the maps of a font, not by its
outlines. Everything else is as the producer wrote it.
"""

import html
import pathlib
import random
import subprocess
import tempfile

import docx
import markdown
import pikepdf
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph, SimpleDocTemplate, Spacer, Table,
)

CONTRACTS = pathlib.Path("examples/contracts")
OUT = pathlib.Path("tests/data/document/pdf")
STYLE = """<style>body{font-family:"Noto Sans CJK SC";font-size:14px;line-height:1.6}
table{border-collapse:collapse}td,th{border:1px solid #444;padding:4px}</style>"""


def slim(source, target):
    """Takes the outlines of fonts out."""
    with pikepdf.open(source) as file:
        for object in file.objects:
            if not isinstance(object, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in object:
                    object[key] = file.make_stream(b"")
            if "/CharProcs" in object:
                empty = file.make_stream(b"0 0 d0")
                for name in object["/CharProcs"].keys():
                    object["/CharProcs"][name] = empty
        if "/StructTreeRoot" in file.Root:
            del file.Root["/StructTreeRoot"]
        file.remove_unreferenced_resources()
        file.save(
            target,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


def libreoffice(source, target, *between):
    """Prints a file by LibreOffice, perhaps by way of other formats."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in (*between, "pdf"):
            name = ending.split(":")[0]
            subprocess.run(
                ["soffice", "--headless", "--convert-to", ending, "--outdir", folder, str(source)],
                check=True, capture_output=True,
            )
            source = pathlib.Path(folder) / f"{pathlib.Path(source).stem}.{name}"
        slim(source, target)


def chromium(page, target):
    """Prints a page by Chromium, with its own headers and footers."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "contract.html"
        source.write_text(page, encoding="utf-8")
        printed = pathlib.Path(folder) / "printed.pdf"
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", str(source)],
            check=True, capture_output=True,
        )
        slim(printed, target)


def page_of(body):
    return f'<!doctype html><meta charset="utf-8"><title>合同</title>{STYLE}{body}'


def contracts():
    good = (CONTRACTS / "good.md").read_text(encoding="utf-8")
    faulty = (CONTRACTS / "faulty.txt").read_text(encoding="utf-8")
    page = page_of(markdown.markdown(good, extensions=["tables"]))
    wrapped = page_of(f'<pre style="white-space:pre-wrap">{html.escape(faulty)}</pre>')
    libreoffice(CONTRACTS / "faulty.txt", OUT / "faulty_libreoffice.pdf")
    chromium(wrapped, OUT / "faulty_chromium.pdf")
    chromium(page, OUT / "good_chromium.pdf")
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "good.html"
        source.write_text(page, encoding="utf-8")
        libreoffice(source, OUT / "good_libreoffice.pdf", "odt:writer8")


def word():
    """A word processor's page: justified clauses, bold and underlined words, underlined blanks, a header, a table with wrapped cells."""
    file = docx.Document()
    file.styles["Normal"].font.size = Pt(12)
    file.sections[0].header.paragraphs[0].text = "江城安和消费金融有限公司"
    title = file.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("个人消费借款合同")
    run.bold, run.font.size = True, Pt(20)
    for number in range(1, 11):
        clause = file.add_paragraph()
        clause.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        clause.paragraph_format.first_line_indent = Pt(24)
        clause.paragraph_format.line_spacing = 1.5
        clause.add_run(f"第{number}条 ")
        run = clause.add_run(f"乙方应当按照本合同第{number}条的约定还款")
        run.bold, run.underline = number % 3 == 0, number % 4 == 0
        clause.add_run(
            f"，于每月{number}日前将当期应还本息足额存入还款账户；逾期罚息为年利率的1.5倍（APR {number}.5% p.a.）。"
            "乙方对此无异议，并确认已阅读全部条款。")
        clause = file.add_paragraph("年利率为")
        clause.add_run("          ").underline = True
        clause.add_run("%，由双方另行填写。")
    table = file.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for row in (("项目", "标准", "说明"),
                ("利息", "年化14.40%（单利），自放款日起算，按实际天数计", "按月结息"),
                ("逾期罚息", "年利率21.60%", "逾期时按日计收，直至清偿为止，不计复利")):
        for cell, words in zip(table.add_row().cells, row):
            cell.text = words
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "word.docx"
        file.save(source)
        libreoffice(source, OUT / "word_libreoffice.pdf")


def song():
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=11, leading=16.5, wordWrap="CJK", firstLineIndent=22, spaceAfter=6,
    )


def footer(drawing, document):
    drawing.setFont("STSong-Light", 9)
    drawing.drawString(60, A4[1] - 40, "示例消费金融有限公司 借款合同")
    drawing.drawCentredString(A4[0] / 2, 30, f"- {document.page} -")


def reportlab_song():
    """A font that is not embedded, in `UniGB-UCS2-H`; headers and footers on three pages; a ruled table with wrapped cells."""
    body = song()
    story = [Paragraph("个人借款合同", ParagraphStyle("title", parent=body, fontSize=18, leading=30, alignment=1, firstLineIndent=0))]
    for number in range(1, 31):
        story.append(Paragraph(
            f"第{number}条　乙方应当按照本合同第{number}条的约定，于每月{number}日前将当期应还本息足额存入还款账户，"
            f"甲方可自该账户扣划；年利率为{number}.5%，逾期罚息为年利率的1.5倍。乙方对此无异议。", body))
    cell = ParagraphStyle("cell", parent=body, firstLineIndent=0, spaceAfter=0)
    rows = [["费用名称", "收取标准", "说明"],
            ["利息", "年利率 14.4%", "按日计息、按月结息，自放款日起算，至本息全部清偿之日止"],
            ["违约金", "0 元", "提前还款不收取任何费用，也不要求乙方另行支付补偿"]]
    table = Table([[Paragraph(text, cell) for text in row] for row in rows], colWidths=[80, 100, 160])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    story += [Spacer(1, 12), table]
    SimpleDocTemplate(
        str(OUT / "song_reportlab.pdf"), pagesize=A4, leftMargin=60, rightMargin=60, topMargin=60, bottomMargin=60, invariant=1,
    ).build(story, onFirstPage=footer, onLaterPages=footer)


def reportlab_columns():
    """Two columns of prose below a title."""
    body = song()
    left = Frame(50, 60, 230, 660, id="left")
    right = Frame(315, 60, 230, 660, id="right")
    title = Frame(50, 720, 495, 80, id="title")
    document = BaseDocTemplate(str(OUT / "columns_reportlab.pdf"), pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=[title, left, right]))
    heading = ParagraphStyle("title", parent=body, fontSize=16, leading=24, alignment=1, firstLineIndent=0)
    story = [Paragraph("网络借贷服务协议（示范文本，供双方签署前阅读）", heading), FrameBreak()]
    for number in range(1, 13):
        story.append(Paragraph(
            f"{number}. 乙方在还款日未足额还款的，甲方通过短信提醒乙方；提醒后{number}日内仍未还款的，甲方以电话联系乙方，"
            f"了解还款意愿，并告知协商还款的途径。", body))
    document.build(story)


def scans():
    """A page of text and a scan of a page; a scan with the text of a recognition laid over it."""
    picture = pathlib.Path(tempfile.mkdtemp()) / "scan.png"
    random.seed(7)
    image = Image.new("L", (120, 170), 255)
    pen = ImageDraw.Draw(image)
    for line in range(10, 160, 8):
        pen.line([(12, line), (random.randint(60, 108), line)], fill=0, width=2)
    image.save(picture)
    song()
    sheet = canvas.Canvas(str(OUT / "scan_reportlab.pdf"), pagesize=A4, invariant=1)
    sheet.setFont("STSong-Light", 12)
    for at, line in enumerate(["个人借款合同", "第一条 借款年利率为14.4%。", "第二条 甲方不得采用暴力方式催收。"]):
        sheet.drawString(72, 760 - 24 * at, line)
    sheet.showPage()
    sheet.drawImage(str(picture), 0, 0, *A4)
    sheet.showPage()
    sheet.showPage()
    sheet.save()
    sheet = canvas.Canvas(str(OUT / "recognised_reportlab.pdf"), pagesize=A4, invariant=1)
    sheet.drawImage(str(picture), 0, 0, *A4)
    for at in range(20):
        text = sheet.beginText(72, 760 - 30 * at)
        text.setFont("STSong-Light", 12)
        text.setTextRenderMode(3)
        text.textOut(f"第{at + 1}条 乙方应当按期足额归还借款本金和利息，逾期的按约定支付罚息。")
        sheet.drawText(text)
    sheet.showPage()
    sheet.save()


    sheet = canvas.Canvas(str(OUT / "scans_reportlab.pdf"), pagesize=A4, invariant=1)
    for _ in range(2):
        sheet.drawInlineImage(str(picture), 0, 0, *A4)
        sheet.showPage()
    sheet.save()


def locked():
    """The same file with a password to open it, and with one that only forbids changes."""
    source = OUT / "scan_reportlab.pdf"
    with pikepdf.open(source) as file:
        file.save(OUT / "locked.pdf", encryption=pikepdf.Encryption(user="geheim", owner="eigner", R=6))
        file.save(OUT / "unchangeable.pdf", encryption=pikepdf.Encryption(user="", owner="eigner", R=6))


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    contracts()
    word()
    reportlab_song()
    reportlab_columns()
    scans()
    locked()
