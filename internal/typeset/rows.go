package typeset

import "strconv"

// rows turns blocks into what is placed on pages.
func (l *layout) rows(blocks []Block) []row {
	var out []row
	fresh := false
	for _, b := range blocks {
		var rows []row
		switch b := b.(type) {
		case *Para:
			rows = l.paragraph(b, 0, l.g.Measure(), nil)
		case *Picture:
			rows = []row{l.picture(b)}
		case *Drawing:
			rows = []row{l.drawing(b)}
		case *Table:
			rows = l.table(b)
		case *Break:
			fresh = true
		}
		if len(rows) > 0 {
			rows[0].fresh, fresh = fresh, false
		}
		out = append(out, rows...)
	}
	return out
}

// paragraph sets a paragraph in a measure that begins at left. cell is the cell that it stands in, nil for the page.
func (l *layout) paragraph(p *Para, left, measure Points, cell *Cell) []row {
	s := l.out.Paper.StyleOf(p)
	em := s.Size + s.Tracking
	indent, right := Points(s.Indent)*em, Points(s.RightSide)*em
	width := measure - indent - right
	head, tail := divided(p.Runs)
	atoms := l.out.Fonts.atoms(head, s)
	first := min(Points(s.First)*em, width/2)
	spans := breakLines(atoms, width-first, width)
	if len(spans) == 0 {
		spans = []span{{}}
	}
	rows := make([]row, len(spans))
	for i, sp := range spans {
		last := i == len(spans)-1
		x := left + indent
		if i == 0 {
			x += first
		}
		line := &Line{Of: p, Cell: cell, Colour: s.Colour, Bold: s.Bold, Last: last, Baseline: baseline(s)}
		line.X, line.Glyphs = stand(s, atoms[sp.from:sp.to], sp, last || endsHard(atoms, sp))
		line.X += x
		if last {
			line.append(l.out.Fonts.atoms(tail, s), left+measure-right)
		}
		rows[i] = row{height: s.Pitch, keep: keeps(s, i, len(spans)), items: []Item{line}, notes: notesOf(line)}
	}
	rows[0].anchor, rows[0].before = p.Anchor, s.Before
	rows[len(rows)-1].after = s.After
	l.rules(s, rows, left, measure)
	return rows
}

// divided are the runs before and after the tab that moves to the right edge.
func divided(runs []Run) (head, tail []Run) {
	for i, r := range runs {
		if r.Tab {
			return runs[:i], runs[i+1:]
		}
	}
	return runs, nil
}

func endsHard(atoms []atom, sp span) bool { return sp.to < len(atoms) && atoms[sp.to].hard }

// baseline is where characters of a style stand in their line: a Han character is centred in it.
func baseline(s Style) Points { return (s.Pitch-s.Size)/2 + s.Size*0.86 }

// keeps says whether line i of n stays with the one after it: no paragraph leaves one line alone at the foot or at the top of a page.
func keeps(s Style, i, n int) bool {
	if i == n-1 {
		return s.KeepNext
	}
	return s.KeepLines || i == 0 || i == n-2
}

// stand places the characters of one line as the style wants them; x is where the line begins beyond its indent.
func stand(s Style, line []atom, sp span, last bool) (x Points, glyphs []Glyph) {
	spare := sp.spare
	switch {
	case spare < 0:
		return 0, place(line, spare)
	case s.Align == Centre:
		x = spare / 2
	case s.Align == Right:
		x = spare
	case s.Align == Justify && !last:
		return 0, place(line, spare)
	}
	return x, place(line, 0)
}

// append adds characters that end at the right edge.
func (n *Line) append(tail []atom, edge Points) {
	if len(tail) == 0 {
		return
	}
	start := edge - n.X - width(tail)
	for _, g := range place(tail, 0) {
		g.X += start
		n.Glyphs = append(n.Glyphs, g)
	}
}

func notesOf(line *Line) []*Note {
	var out []*Note
	for i, g := range line.Glyphs {
		if n := g.Run.Note; n != nil && (i == 0 || line.Glyphs[i-1].Run.Note != n) {
			out = append(out, n)
		}
	}
	return out
}

// rules draws the lines over and under a paragraph, as wide as its measure.
func (l *layout) rules(s Style, rows []row, left, measure Points) {
	if r := s.Over; r.Width > 0 {
		first := &rows[0]
		for _, it := range first.items {
			shift(it, r.Width+r.Gap)
		}
		first.height += r.Width + r.Gap
		first.items = append(first.items, &Stroke{X: left, ToX: left + measure, Y: r.Width / 2, ToY: r.Width / 2, Width: r.Width, Colour: r.Colour})
	}
	if r := s.Under; r.Width > 0 {
		last := &rows[len(rows)-1]
		y := last.height + r.Gap + r.Width/2
		last.items = append(last.items, &Stroke{X: left, ToX: left + measure, Y: y, ToY: y, Width: r.Width, Colour: r.Colour})
		last.height += r.Gap + r.Width
	}
}

// shift moves an item down in its row.
func shift(it Item, y Points) {
	switch it := it.(type) {
	case *Line:
		it.Baseline += y
	case *Stroke:
		it.Y, it.ToY = it.Y+y, it.ToY+y
	case *Placed:
		it.Y += y
	case *Outline:
		it.Y += y
	}
}

const pictureGap Points = 8 // above and below a picture

// picture is a picture on its line, as high as a page at most.
func (l *layout) picture(p *Picture) row {
	s := l.out.Paper.Styles[StyleFigure]
	w, h := p.Printed(l.g)
	at := &Placed{Of: p, X: (l.g.Measure() - w) / 2, Y: pictureGap / 2, Width: w, Height: h}
	return row{height: h + pictureGap, keep: s.KeepNext, items: []Item{at}}
}

// Printed is the size at which a picture is printed: at 150 pixels to the inch, within the measure and three quarters of the page.
func (p *Picture) Printed(g Geometry) (w, h Points) {
	if p.Width <= 0 || p.Height <= 0 {
		return g.Measure() / 2, g.Measure() / 3
	}
	if w = p.Wide; w == 0 {
		w = Points(p.Width) * 72 / 150
	}
	w = min(w, g.Measure())
	h = w * Points(p.Height) / Points(p.Width)
	if most := g.Depth() * 3 / 4; h > most {
		w, h = w*most/h, most
	}
	return w, h
}

// drawing is the bulletin's name on its line.
func (l *layout) drawing(d *Drawing) row {
	s := l.out.Paper.Styles[d.Style]
	w, h := d.Printed(l.g)
	at := &Outline{Of: d, X: (l.g.Measure() - w) / 2, Y: (s.Pitch - h) / 2, Width: w, Height: h, Colour: s.Colour}
	return row{height: s.Pitch, before: s.Before, after: s.After, keep: s.KeepNext, items: []Item{at}}
}

// Printed is the size at which a drawing is printed, within the measure.
func (d *Drawing) Printed(g Geometry) (w, h Points) {
	h = d.Size
	switch {
	case d.Art != "" && d.ArtHeight > 0:
		w = h * Points(d.ArtWidth) / Points(d.ArtHeight)
	case d.Lettering.Height > 0:
		w = h * Points(d.Lettering.Width/d.Lettering.Height)
	}
	if most := g.Measure(); w > most {
		w, h = most, h*most/w
	}
	return w, h
}

// numberContents ends the lines of the contents with dots and the number of the page.
func (l *layout) numberContents() {
	for i := range l.out.Pages {
		for _, it := range l.out.Pages[i].Items {
			if line, ok := it.(*Line); ok && line.Last && line.Of.Target != "" {
				l.leader(line, l.g.Left(l.out.Pages[i].Number)+l.g.Measure())
			}
		}
	}
}

// leader draws dots from the end of a line to a page number at the right edge.
func (l *layout) leader(line *Line, edge Points) {
	place, known := l.out.Places[line.Of.Target]
	if !known {
		return
	}
	s := l.out.Paper.Styles[line.Of.Style]
	number := l.out.Fonts.atoms([]Run{{Text: strconv.Itoa(place.Page), Target: line.Of.Target}}, s)
	dot := l.out.Fonts.atoms([]Run{{Text: ".", Target: line.Of.Target}}, s)[0]
	start := Points(0)
	if n := len(line.Glyphs); n > 0 {
		start = line.Glyphs[n-1].X + s.Size*5/4
	}
	// Dots stand as close as the font sets them, so that they are copied as one row.
	to := edge - line.X - width(number) - s.Size/3
	for x := to - Points(int((to-start)/dot.wide))*dot.wide; x < to-dot.wide/2; x += dot.wide {
		g := dot.Glyph
		g.X = x
		line.Glyphs = append(line.Glyphs, g)
	}
	line.append(number, edge)
}

// furniture adds page number and running head.
func (l *layout) furniture() {
	p := l.out.Paper
	n := l.page.Number
	left := l.g.Left(n)
	if p.Head != "" {
		para := &Para{Style: StyleHead, Runs: Text(p.Head)}
		l.stamp(para, left, l.g.Top-l.g.HeaderGap, Right)
	}
	if !p.Numbered {
		return
	}
	para := &Para{Style: StylePage, Runs: Text("— " + strconv.Itoa(n) + " —")}
	align, in := Right, -l.g.NumberIndent
	if n%2 == 0 {
		align, in = Left, l.g.NumberIndent
	}
	s := p.Styles[StylePage]
	// The dash of the number is what stands seven millimetres below the type area; it is drawn 0.38 em above its baseline.
	l.stamp(para, left+in, l.g.Top+l.g.Depth()+l.g.FooterGap+s.Size*0.38, align)
}

// stamp sets one line in the margin, its baseline at y.
func (l *layout) stamp(p *Para, left, y Points, align Align) {
	s := l.out.Paper.Styles[p.Style]
	s.Align = align
	atoms := l.out.Fonts.atoms(p.Runs, s)
	line := &Line{Of: p, Baseline: y, Colour: s.Colour, Last: true}
	line.X, line.Glyphs = stand(s, atoms, span{0, len(atoms), l.g.Measure() - width(atoms)}, true)
	line.X += left
	l.page.Items = append(l.page.Items, line)
}
