"""Writes bulletin.fodt and bulletin.html from a text: the looks of a bulletin, page numbers in the margin.

python3 make.py bulletin.txt DIR
soffice --headless --convert-to pdf DIR/bulletin.fodt
chromium --headless --no-pdf-header-footer --print-to-pdf=bulletin.pdf DIR/bulletin.html
"""
import html, re, sys

lines = [l.strip() for l in open(sys.argv[1], encoding="utf-8") if l.strip()]


def style(i, line):
    if i == 0:
        return "name"
    if i <= 2:
        return "imprint"
    if re.match("[一二三四五六七八九十]+、", line) and len(line) < 30:
        return "section"
    if re.match("（[一二三四五六七八九十]+）", line) and len(line) < 40:
        return "title"
    if line.startswith("（") and line.endswith("供稿）"):
        return "source"
    return "text"


looks = {
    "name": ("center", 48, "bold", 0), "imprint": ("center", 16, "normal", 0), "section": ("start", 16, "bold", 2),
    "title": ("start", 16, "bold", 2), "source": ("end", 16, "normal", 0), "text": ("justify", 16, "normal", 2),
}
font = "LXGW WenKai"
out = ['<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>开放前沿</title><style>@page{size:A4;margin:37mm 26mm 35mm 28mm;'
       '@bottom-center{content:"— " counter(page) " —";font:14pt "%s"}}body{font:16pt/28.95pt "%s"}p{margin:0}' % (font, font)]
for name, (align, size, weight, indent) in looks.items():
    out.append(".%s{text-align:%s;font-size:%dpt;font-weight:%s;text-indent:%dem;line-height:%s}" % (name, align, size, weight, indent, "1.5" if size > 20 else "28.95pt"))
out.append("</style>")
out += ['<p class="%s">%s</p>' % (style(i, l), html.escape(l)) for i, l in enumerate(lines)]
open(sys.argv[2] + "/bulletin.html", "w", encoding="utf-8").write("\n".join(out))

ns = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % p for p in (("office", "office"), ("style", "style"), ("text", "text")))
ns += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
fodt = ['<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">' % ns,
        '<office:font-face-decls><style:font-face style:name="F" svg:font-family="\'%s\'"/></office:font-face-decls><office:automatic-styles>' % font]
for name, (align, size, weight, indent) in looks.items():
    pitch = '' if size > 20 else ' fo:line-height="28.95pt"'
    fodt.append('<style:style style:name="%s" style:family="paragraph"><style:paragraph-properties fo:text-align="%s" fo:text-indent="%dpt"%s/>'
                '<style:text-properties style:font-name="F" style:font-name-asian="F" fo:font-size="%dpt" style:font-size-asian="%dpt" fo:font-weight="%s" style:font-weight-asian="%s"/></style:style>'
                % (name, align, indent * size, pitch, size, size, weight, weight))
fodt.append('<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="37mm" fo:margin-bottom="20mm" fo:margin-left="28mm" fo:margin-right="26mm"/>'
            '<style:footer-style><style:header-footer-properties fo:min-height="15mm"/></style:footer-style></style:page-layout></office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:footer><text:p text:style-name="imprint">— <text:page-number/> —</text:p></style:footer></style:master-page></office:master-styles><office:body><office:text>')
fodt += ['<text:p text:style-name="%s">%s</text:p>' % (style(i, l), html.escape(l)) for i, l in enumerate(lines)]
fodt.append("</office:text></office:body></office:document>")
open(sys.argv[2] + "/bulletin.fodt", "w", encoding="utf-8").write("\n".join(fodt))
