"""Makes the DOCX files beside this folder with real producers: python-docx and LibreOffice.

Run it from anywhere, with python-docx installed and `soffice` on the path:

    python3 tests/data/docx/make/make.py

The files are kept in the repository, so the tests need neither program. What each holds:

    good_python_docx.docx       examples/contracts/good.md; chapters, clauses and items numbered by styles and lists
    good_libreoffice.docx       the same text typed in full, written by LibreOffice from HTML
    faulty_python_docx.docx     examples/contracts/faulty.txt; clauses and items numbered by lists of their own
    faulty_libreoffice.docx     examples/contracts/faulty.txt as it is, opened and saved by LibreOffice
    shapes_libreoffice.docx     shapes.fodt: tracked changes, a note, a text box, a header and footer, marks, a merged table
    template_python_docx.docx   a template with underlined blanks, tab leaders, a nested table and sections

python-docx and LibreOffice stamp times into the files, so making them again changes bytes but not what they say.
"""

import pathlib
import re
import shutil
import subprocess
import tempfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent
CONTRACTS = HERE.parents[3] / "examples" / "contracts"
W = nsdecls("w")


def level(at, text, format, extra="", gap="space"):
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{extra}'
        f'<w:suff w:val="{gap}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def define(document, number, levels):
    """Adds a list of these levels to the document."""
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {W} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f'{"".join(levels)}</w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    again(document, number, number)


def again(document, number, abstract, start=None):
    """Adds a list of a definition that is there already, which may start anew."""
    override = ""
    if start is not None:
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        )
    )


def listed(properties, number, at):
    """Puts a paragraph or style into a list."""
    properties.append(
        parse_xml(
            f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def write(paragraph, text):
    """Writes text with **bold** words."""
    for at, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if at % 2 else None


def slim():
    """A new document without the many styles and the picture that python-docx brings along."""
    document = docx.Document()
    keep = ("Normal", "Title", "Heading 1", "Heading 2", "Default Paragraph Font", "Normal Table")
    for style in list(document.styles):
        if style.name not in keep:
            style.delete()
    package = document.part.package
    for relations in (document.part.rels, package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("stylesWithEffects", "thumbnail", "customXml")):
                del relations[key]
    return document


def good():
    document = slim()
    define(
        document,
        90,
        [
            level(0, "第%1章", "chineseCountingThousand", '<w:pStyle w:val="Heading1"/>'),
            level(
                1,
                "第%2条",
                "chineseCountingThousand",
                '<w:lvlRestart w:val="0"/><w:pStyle w:val="Heading2"/>',
            ),
            level(2, "%2.%3", "decimal", "<w:isLgl/>"),
            level(3, "（%4）", "chineseCounting", gap="nothing"),
        ],
    )
    for style, at in (("Heading 1", 0), ("Heading 2", 1)):
        listed(document.styles[style].element.get_or_add_pPr(), 90, at)
    table = None
    for line in (CONTRACTS / "good.md").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("| ---"):
            continue
        if line.startswith("# "):
            document.add_paragraph(line[2:], style="Title")
        elif line.startswith("## "):
            document.add_paragraph(re.sub("^第.+?章 ", "", line[3:]), style="Heading 1")
        elif line.startswith("### "):
            document.add_paragraph(re.sub("^第.+?条 ", "", line[4:]), style="Heading 2")
        elif line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            table = table or document.add_table(0, len(cells))
            for cell, text in zip(table.add_row().cells, cells):
                cell.text = text
        else:
            number = re.match(r"\d+\.\d+ |（.）", line)
            paragraph = document.add_paragraph()
            if number:
                listed(paragraph._p.get_or_add_pPr(), 90, 3 if line[0] == "（" else 2)
                line = line[number.end() :]
            write(paragraph, line.removeprefix("> "))
    document.save(OUT / "good_python_docx.docx")


def faulty():
    document = slim()
    define(document, 80, [level(0, "第%1条", "chineseCountingThousand")])
    define(document, 81, [level(0, "（%1）", "chineseCounting", gap="nothing")])
    define(document, 82, [level(0, "%1、", "decimal", gap="nothing")])
    text = (CONTRACTS / "faulty.txt").read_text(encoding="utf-8")
    # The text is wrapped; a line that opens nothing goes on with the one before.
    opens = r"\n(?=\s*(?:第.+条|\d+[.、]|（|\n|[^\n]{1,24}：|因本合同|本合同|鉴于))"
    lines = [re.sub(r"\n\s*", "", one).strip() for one in re.split(opens, text)]
    items = 0
    for line in filter(None, lines):
        paragraph = document.add_paragraph()
        clause = re.match(r"第.+?条\s+", line)
        item = re.match(r"（([一二三四五六])）", line)
        amount = re.match(r"\d、", line)
        number = None
        if clause:
            number = 80
        elif item:
            items += item[1] == "一"
            number = 180 + items
            if item[1] == "一":
                again(document, number, 81, start=1)
        elif amount:
            number = 82
        if number:
            listed(paragraph._p.get_or_add_pPr(), number, 0)
            line = line[(clause or item or amount).end() :]
        paragraph.add_run(line)
    document.save(OUT / "faulty_python_docx.docx")


def template():
    document = slim()
    document.add_paragraph("借款合同", style="Title")
    define(document, 70, [level(0, "第%1条", "japaneseCounting")])

    def clause(*runs):
        paragraph = document.add_paragraph()
        listed(paragraph._p.get_or_add_pPr(), 70, 0)
        for text in runs:
            run = paragraph.add_run(text)
            run.underline = True if not text.strip() else None

    clause("借款金额为人民币", "          ", "元。")
    clause("年利率为", "　　　", "%，按日计息。")
    clause("借款期限", " ", " ", " ", "个月。")
    clause("逾期罚息按下表计收：")
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "情形"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "标准"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "逾期"
    table.cell(1, 1).text = "30日以内"
    table.cell(1, 2).text = "年利率18%"
    table.cell(2, 1).text = "超过30日"
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text = "年利率24%"
    inner.cell(0, 1).text = "另付违约金"
    section = document.sections[0]
    section.header.paragraphs[0].text = "示范文本"
    section.footer.paragraphs[0].text = "第 1 页 共 2 页"
    document.save(OUT / "template_python_docx.docx")


def libreoffice(source, name, filter=None):
    """Opens a file in LibreOffice and saves it as DOCX."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", "--convert-to", "docx", "--outdir", folder, str(source)]
        if filter:
            command.insert(2, f"--infilter={filter}")
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shutil.move(pathlib.Path(folder) / f"{source.stem}.docx", OUT / name)


def good_by_libreoffice():
    body = []
    rows = []
    for line in (CONTRACTS / "good.md").read_text(encoding="utf-8").splitlines():
        line = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", line.removeprefix("> "))
        if line.startswith("| "):
            if not line.startswith("| ---"):
                cells = [f"<td>{cell.strip()}</td>" for cell in line.strip("|").split("|")]
                rows.append(f"<tr>{''.join(cells)}</tr>")
            continue
        if rows:
            body.append(f"<table>{''.join(rows)}</table>")
            rows = []
        heading = re.match("(#+) (.*)", line)
        if heading:
            depth = len(heading[1])
            body.append(f"<h{depth}>{heading[2]}</h{depth}>")
        elif line:
            body.append(f"<p>{line}</p>")
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "good.html"
        head = '<html><head><meta charset="utf-8"></head><body>'
        page.write_text(f"{head}{''.join(body)}</body></html>", encoding="utf-8")
        libreoffice(page, "good_libreoffice.docx", "HTML (StarWriter)")


if __name__ == "__main__":
    good()
    faulty()
    template()
    good_by_libreoffice()
    libreoffice(CONTRACTS / "faulty.txt", "faulty_libreoffice.docx", "Text (encoded):UTF8")
    libreoffice(HERE / "shapes.fodt", "shapes_libreoffice.docx")
