# Sets the job that JOB names: linked frames, one a page, justified; marks that the job wants half by the font's `halt`.
import json
import os
import re

import scribus

with open(os.environ["JOB"]) as file:
    job = json.load(file)

points = scribus.UNIT_POINTS
margin = job["margin"]
scribus.newDocument((job["width"], job["height"]), (margin, margin, margin, margin), scribus.PORTRAIT, 1, points,
                    scribus.PAGE_1, 0, job["pages"])
font = next(name for name in scribus.getFontNames() if name.startswith("Noto Serif SC Reg"))
scribus.createCharStyle(name="body", font=font, fontsize=job["size"], language="zh_CN")
scribus.createParagraphStyle(name="body", linespacingmode=0, linespacing=job["leading"], alignment=3,
                             firstindent=job["indent"], charstyle="body")
frames = []
for number in range(job["pages"]):
    scribus.gotoPage(number + 1)
    frame = scribus.createText(margin, margin, job["column"], job["height"] - 2 * margin)
    scribus.setTextDistances(0, 0, 0, 0, frame)
    scribus.setLineColor("None", frame)
    scribus.setLineWidth(0, frame)
    if frames:
        scribus.linkTextFrames(frames[-1], frame)
    frames.append(frame)
first = frames[0]
text = "\r".join(job["paragraphs"])
scribus.setText(text, first)
scribus.selectText(0, len(text), first)
scribus.setParagraphStyle("body", first)
if job["halved"]:
    for found in re.finditer("[" + job["halved"] + "]+", text):
        scribus.selectText(found.start(), len(found.group()), first)
        scribus.setFontFeatures("+halt", first)
for frame in frames:
    scribus.layoutText(frame)
pdf = scribus.PDFfile()
pdf.file = job["pdf"]
pdf.save()
