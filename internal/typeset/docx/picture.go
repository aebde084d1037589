package docx

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // sizes of pictures
	_ "image/jpeg" // sizes of pictures
	_ "image/png"  // sizes of pictures
	"strconv"

	"jianbao/internal/typeset"
)

// media is a picture that the package holds.
type media struct {
	id            string // of its relationship
	width, height int    // in pixels; 0: unknown
}

// pictureKinds are the formats that every office program reads, by how their files begin.
var pictureKinds = []struct{ mark, extension string }{
	{"\x89PNG\r\n\x1a\n", "png"}, {"\xff\xd8\xff", "jpeg"}, {"GIF8", "gif"}, {"BM", "bmp"},
}

var errFormat = errors.New("a picture is neither PNG, JPEG, GIF nor BMP")

// stored puts a stored picture into the package, once.
func (f *file) stored(sha string) media {
	if m, known := f.media[sha]; known {
		return m
	}
	data, err := f.pictures(sha)
	if err != nil {
		f.fail(fmt.Errorf("picture %s: %w", sha, err))
		return media{}
	}
	return f.keep(sha, data)
}

// keep puts the bytes of a picture into the package.
func (f *file) keep(key string, data []byte) media {
	for _, k := range pictureKinds {
		if bytes.HasPrefix(data, []byte(k.mark)) {
			name := "media/image" + strconv.Itoa(len(f.media)+1) + "." + k.extension
			f.add("word/"+name, "", data)
			m := media{id: f.main.id("image", name, false)}
			if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
				m.width, m.height = c.Width, c.Height
			}
			f.media[key] = m
			return m
		}
	}
	f.fail(fmt.Errorf("picture %s: %w", key, errFormat))
	return media{}
}

const pictureGap typeset.Points = 4 // above and below a picture

// picture writes a picture on a line of its own, in its printed size.
func (w *flow) picture(p *typeset.Picture, a around) {
	of := w.stored(p.SHA256)
	width, height := p.Printed(w.g)
	if p.Width <= 0 || p.Height <= 0 {
		width, height = inside(of, width, height)
	}
	s := w.paper.Styles[typeset.StyleFigure]
	s.Before, s.After = a.spaces(s)
	s.Before, s.After = s.Before+pictureGap, s.After+pictureGap
	w.line(typeset.StyleFigure, s, a.fresh, func() { w.inline(of, p.Alt, width, height) })
}

// inside is the size of a picture in a box that was set aside for it before its size was known.
func inside(of media, width, height typeset.Points) (w, h typeset.Points) {
	if of.width <= 0 || of.height <= 0 {
		return width, height
	}
	scale := min(width/typeset.Points(of.width), height/typeset.Points(of.height))
	return scale * typeset.Points(of.width), scale * typeset.Points(of.height)
}

// drawing writes the bulletin's name: the office's own lettering, or the shipped one as a picture. What it says stands beside it for
// those who search, listen or read the file in.
func (w *flow) drawing(d *typeset.Drawing, a around) {
	s := w.paper.Styles[d.Style]
	width, height := d.Printed(w.g)
	if width <= 0 {
		p := &typeset.Para{Style: d.Style, Runs: typeset.Text(d.Text)}
		w.para(w.m, p, a)
		return
	}
	of := w.name(d, width, height, s.Colour)
	gap := max(0, (s.Pitch-height)/2)
	s.Before, s.After = a.spaces(s)
	s.Before, s.After = s.Before+gap, s.After+gap
	w.line(d.Style, s, a.fresh, func() { w.inline(of, d.Text, width, height) })
}

func (w *flow) name(d *typeset.Drawing, width, height typeset.Points, c typeset.Colour) media {
	if d.Art != "" {
		return w.stored(d.Art)
	}
	data, err := render(d.Lettering, width, height, c)
	if err != nil {
		w.fail(err)
		return media{}
	}
	sum := sha256.Sum256(data)
	key := hex.EncodeToString(sum[:])
	if m, known := w.media[key]; known {
		return m
	}
	return w.keep(key, data)
}

// line writes the paragraph around a picture. Its line is as high as the picture: Word cuts off what an exact line does not hold.
func (w *flow) line(style typeset.StyleName, s typeset.Style, fresh bool, content func()) {
	m := w.m
	m.put("<w:p><w:pPr>")
	m.val("pStyle", styleID(style))
	m.flag(fresh, "pageBreakBefore")
	m.put(`<w:snapToGrid w:val="0"/>`)
	s.Pitch = 0
	spacing(m, s)
	m.put(`<w:rPr>`, tiny, `</w:rPr></w:pPr><w:r><w:rPr>`, tiny, "</w:rPr>")
	content()
	m.put("</w:r></w:p>")
}

const tiny = `<w:spacing w:val="0"/><w:sz w:val="2"/><w:szCs w:val="2"/>`

// inline writes a picture that stands in its line like a character.
func (w *flow) inline(of media, alt string, width, height typeset.Points) {
	m := w.m
	w.shapes++
	id := strconv.Itoa(w.shapes)
	size := ` cx="` + strconv.Itoa(emu(width)) + `" cy="` + strconv.Itoa(emu(height)) + `"`
	m.put(`<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent`, size, `/><wp:docPr id="`, id, `" name="picture `, id, `"`, attr("descr", alt), `/>`)
	m.put(`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="`, id, `" name="picture `, id, `"`, attr("descr", alt), `/><pic:cNvPicPr/></pic:nvPicPr>`)
	m.put(`<pic:blipFill><a:blip r:embed="`, of.id, `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext`, size, `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`)
}
