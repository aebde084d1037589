package typeset

import (
	"errors"
	"strconv"
	"time"
	"unicode/utf8"

	"jianbao/models"
)

// Issue is a whole issue as it prints: masthead, contents, editor's note, sections with their articles, colophon.
func Issue(c models.EditionContent, l models.Layout) (*Paper, error) { return issue(c, l, nil) }

// placing names the places of a text: the part n, from 1, of an article of a section.
type placing func(s models.EditionSection, a models.EditionArticle, n int) string

func issue(c models.EditionContent, l models.Layout, places placing) (*Paper, error) {
	g := Official().Sized(Points(l.Size))
	p := &Paper{
		Info: infoOf(c), Geometry: g, Styles: OfficialSheet(g), Names: l.Fonts.Named(), Numbered: true,
	}
	rule := p.Styles[StyleImprint]
	rule.Under.Width = Points(l.Rule)
	p.Styles[StyleImprint] = rule
	name, err := p.name(c.Manifest.Masthead.Name, l)
	if err != nil {
		return nil, err
	}
	p.Flow = masthead(c.Manifest.Masthead, name)
	if l.Contents {
		p.Flow = append(p.Flow, contents(c)...)
		if l.ContentsAlone {
			p.Flow = append(p.Flow, &Break{})
		}
	}
	text := editorNote(c.Manifest.EditorNote)
	for n, s := range c.Sections {
		text = append(text, section(s, n, l, places)...)
	}
	if len(text) > 0 && l.Contents {
		if first, ok := text[0].(*Para); ok {
			first.Space = g.Pitch
		}
	}
	p.Flow = append(p.Flow, text...)
	p.Foot = colophon(c, l)
	return p, nil
}

func infoOf(c models.EditionContent) Info {
	m := c.Manifest.Masthead
	date, _ := time.Parse(time.DateOnly, m.Date) // an undated draft has no date
	return Info{Title: m.Name + m.Label(), Author: m.Host, Subject: m.Name, Date: date}
}

// name is the bulletin's name as it is drawn, or a line of type where the shipped lettering lacks one of its characters.
func (p *Paper) name(name string, l models.Layout) (Block, error) {
	d, err := nameOf(name, l, p.Geometry)
	if !errors.Is(err, ErrNoOutline) {
		return d, err
	}
	s := p.Styles[StyleTitle]
	s.Size = min(s.Size, p.Geometry.Measure()/Points(max(utf8.RuneCountInString(name), 1)))
	p.Styles[StyleTitle] = s
	return &Para{Style: StyleTitle, Runs: Text(name)}, nil
}

// nameOf is the bulletin's name as it is drawn: the office's own lettering or the shipped one, as large as the line allows, at most 62 points
// (the usual size of a bulletin's name).
func nameOf(name string, l models.Layout, g Geometry) (*Drawing, error) {
	d := &Drawing{Style: StyleTitle, Text: name, Size: Points(l.NameSize)}
	own := l.Lettering
	switch {
	case own.SHA256 != "":
		d.Art, d.ArtWidth, d.ArtHeight = own.SHA256, int(own.Width), int(own.Height)
	case own.Path != "":
		d.Lettering = Lettering{Path: own.Path, Width: own.Width, Height: own.Height}
	default:
		var err error
		if d.Lettering, err = NewLettering(name); err != nil {
			return nil, err
		}
	}
	if d.Size == 0 {
		d.Size = 62
	}
	_, d.Size = d.Printed(g) // no wider than the line
	return d, nil
}

func masthead(m models.Masthead, name Block) []Block {
	var out []Block
	if m.Note != "" {
		out = append(out, &Para{Style: StyleAccess, Runs: Text(m.Note)})
	}
	out = append(out, name, &Para{Style: StyleNumber, Runs: Text(m.Label())})
	if m.Cumulative > 0 {
		out = append(out, &Para{Style: StyleNumber, Runs: Text("（" + m.CumulativeLabel() + "）")})
	}
	return append(out, &Para{Style: StyleImprint, Runs: []Run{{Text: models.HostLine(m.Host)}, {Tab: true}, {Text: models.PrintedDate(m.Date)}}})
}

// SectionAnchor and ArticleAnchor name the places that the contents and other documents lead to.
func SectionAnchor(n int) string { return "section-" + strconv.Itoa(n+1) }

// ArticleAnchor is the place of an article by its permanent id.
func ArticleAnchor(id int64) string { return "article-" + strconv.FormatInt(id, 10) }

func contents(c models.EditionContent) []Block {
	out := []Block{&Para{Style: StyleContents, Runs: Text("目　　录")}}
	for n, s := range c.Sections {
		if s.Title != "" {
			out = append(out, &Para{Style: StyleTOC1, Runs: []Run{{Text: s.Printed(), Target: SectionAnchor(n)}}})
		}
		for _, a := range s.Articles {
			to := ArticleAnchor(a.ID)
			out = append(out, &Para{Style: StyleTOC2, Runs: []Run{{Text: models.ArticleNumber(a.Number) + a.Text.Title, Target: to}}, Target: to})
		}
	}
	return out
}

func editorNote(note string) []Block {
	var out []Block
	for i, text := range models.EditorNoteParagraphs(note) {
		p := &Para{Style: StyleEditorNote}
		if label := models.NoteLabel(note); i == 0 && label != "" {
			p.Runs = []Run{{Text: label, Font: Hei}}
		}
		p.Runs = append(p.Runs, Text(text)...)
		out = append(out, p)
	}
	return out
}

func section(s models.EditionSection, n int, l models.Layout, places placing) []Block {
	var out []Block
	if s.Title != "" {
		out = append(out, &Para{Style: StyleSection, Runs: Text(s.Printed()), Anchor: SectionAnchor(n)})
	}
	for _, a := range s.Articles {
		var named func(n int) string
		if places != nil {
			named = func(n int) string { return places(s, a, n) }
		}
		out = append(out, article(a, l, named)...)
	}
	return out
}

// colophon stands at the foot of the last page: whom the issue goes to, who made it.
func colophon(c models.EditionContent, l models.Layout) []Block {
	var lines []*Para
	for _, d := range c.Foot() {
		runs := []Run{{Text: d.Label, Font: Hei}, {Text: d.Text}}
		if d.Label == "" {
			runs = runs[1:]
		}
		lines = append(lines, &Para{Style: StyleFoot, Runs: runs})
	}
	if l.Makers {
		var makers []Run
		for _, m := range c.Colophon.Lines() {
			if len(makers) > 0 {
				makers = append(makers, Run{Text: "　　"})
			}
			makers = append(makers, Run{Text: m.Label, Font: Hei}, Run{Text: m.Text})
		}
		if len(makers) > 0 {
			lines = append(lines, &Para{Style: StyleMakers, Runs: makers})
		}
	}
	return ruled(lines)
}

// ruled stands lines between rules: thick ones above the first and below the last, thin ones between them (GB/T 9704-2012, 7.4.1).
func ruled(lines []*Para) []Block {
	var out []Block
	for i, p := range lines {
		p.Over = Rule{Width: ThinRule, Gap: 2}
		if i == 0 {
			p.Over.Width = ThickRule
		}
		if i == len(lines)-1 {
			p.Under = Rule{Width: ThickRule, Gap: 2}
		}
		out = append(out, p)
	}
	return out
}
