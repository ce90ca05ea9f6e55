#!/bin/sh
# Makes good.txt and the HTML files beside this folder with LibreOffice, from the DOCX files of tests/data/docx. The files are kept in
# the repository, so the tests do not need it. faulty.md is examples/contracts/faulty.txt as a person would write it in Markdown.
set -e
cd "$(dirname "$0")/.."
for name in good faulty; do
    soffice --headless --convert-to html:HTML:EmbedImages --outdir . "../docx/${name}_libreoffice.docx"
    mv "${name}_libreoffice.html" "$name.html"
done
soffice --headless --convert-to txt:Text --outdir . ../docx/good_libreoffice.docx
mv good_libreoffice.txt good.txt
