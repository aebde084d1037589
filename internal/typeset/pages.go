package typeset

// Pages are a paper laid out: what stands where.
type Pages struct {
	Paper  *Paper
	Fonts  *Fonts
	Pages  []Page
	Places map[string]Place // where anchors stand
}

// Place is a point on a page; pages count from 1 and Y from the top of the paper.
type Place struct {
	Page int
	Y    Points
}

// Page is one page. Its items stand in reading order; places are measured from the upper left corner of the paper.
type Page struct {
	Number int
	Items  []Item
}

// Item is one of *Line, *Stroke, *Placed and *Outline.
type Item interface{ item() }

// Line is one line of a paragraph.
type Line struct {
	Of          *Para
	Cell        *Cell // the cell of a table that it stands in; nil: none
	Table       *Table
	Note        bool   // it belongs to a footnote
	X, Baseline Points // where its first glyph stands
	Glyphs      []Glyph
	Colour      Colour
	Bold        bool // the style's weight
	Last        bool // of its paragraph
	Again       bool // it stood on an earlier page already: the head of a table that goes on
}

// Stroke is a rule; one of no height or width runs straight. It carries no meaning.
type Stroke struct {
	X, Y, ToX, ToY Points
	Width          Points
	Colour         Colour
}

// Placed is a picture in its place.
type Placed struct {
	Of                  *Picture
	X, Y, Width, Height Points // of its upper left corner
}

// Outline is a drawing in its place.
type Outline struct {
	Of                  *Drawing
	X, Y, Width, Height Points // of its upper left corner
	Colour              Colour
}

func (*Line) item()    {}
func (*Stroke) item()  {}
func (*Placed) item()  {}
func (*Outline) item() {}

// row is what stands on a page as a whole: a line, a row of a table, a picture.
type row struct {
	height, before, after Points
	keep                  bool   // stands on the page of the row that follows
	items                 []Item // placed from the upper left corner of the row, at the left of the type area
	notes                 []*Note
	anchor                string
	fresh                 bool  // begins a page
	header                []row // of a table that goes on: stands again at the top of the next page
	boxes                 []box // of a row of a table, which can be divided by them
}

// Lay lays a paper out. The same paper and fonts give the same pages.
func Lay(p *Paper, fonts *Fonts) *Pages {
	l := layout{out: &Pages{Paper: p, Fonts: fonts, Places: make(map[string]Place)}, g: p.Geometry}
	l.fill(l.rows(p.Flow))
	l.foot(l.rows(p.Foot))
	for l.page != nil { // footnotes may go on for pages
		l.closePage()
	}
	l.numberContents()
	return l.out
}

// layout is a paper on its way onto pages.
type layout struct {
	out      *Pages
	g        Geometry
	page     *Page
	y        Points // from the top of the type area
	after    Points // space after the last row
	begun    bool   // something stands on the page beside the repeated head of a table
	foothold Points // height of what stands below the footnotes at the foot of the page
	pending  []row  // lines of footnotes of this page, and what did not fit onto the one before
}

const noteGap Points = 10 // between the text and the rule over footnotes

// fill puts rows onto pages. Rows that have to stay together move to the next page together.
func (l *layout) fill(rows []row) {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n-1].keep && !rows[n].fresh {
			n++
		}
		l.group(rows[:n])
		rows = rows[n:]
	}
}

// group puts rows that belong together onto one page; where they are higher than a page they are divided after all.
func (l *layout) group(rows []row) {
	if l.page != nil && (rows[0].fresh || l.y > 0 && !l.fits(rows) && !l.begins(rows)) {
		l.turn(rows[0])
	}
	if l.fits(rows) {
		for _, r := range rows {
			l.put(r)
		}
		return
	}
	for _, r := range rows {
		l.alone(r)
	}
}

// begins reports whether a row that no page holds begins here already: a quarter of the page has to be left for it.
func (l *layout) begins(rows []row) bool {
	r := rows[0]
	return len(rows) == 1 && len(r.boxes) > 0 && r.height > l.g.Depth()-height(r.header) && l.room(r.before) > l.g.Depth()/4
}

// alone puts a row onto the page or the next one. One that no page holds is divided, and where a page has no room for its footnotes too,
// they go on to the next.
func (l *layout) alone(r row) {
	for !l.fits([]row{r}) {
		room := l.room(r.before)
		if !l.begun { // footnotes that are left may wait for one more page
			room += l.noted()
		}
		if top, rest, divided := r.cut(room); divided {
			l.put(top)
			r = rest
		} else if !l.begun {
			break
		}
		l.turn(r)
	}
	l.put(r)
}

// turn goes on to the next page; a table that goes on there gets its head again.
func (l *layout) turn(next row) {
	l.closePage()
	for _, h := range next.header {
		l.put(h.again())
	}
	l.begun = false
}

// again is a row of a head as it is repeated: its footnotes stand on the page where it came first.
func (r row) again() row {
	items := make([]Item, len(r.items))
	for i, it := range r.items {
		items[i] = moved(it, 0, 0)
		if line, ok := items[i].(*Line); ok {
			line.Again = true
		}
	}
	return row{height: r.height, keep: true, items: items}
}

// room is how high a row can be that follows here.
func (l *layout) room(before Points) Points {
	if l.y == 0 {
		before = 0
	}
	return l.g.Depth() - l.y - max(l.after, before) - l.noted()
}

// mostNoted is the part of a page that footnotes may take from the text.
func (l *layout) mostNoted() Points { return l.g.Depth() * 2 / 3 }

// noted is the room kept for footnotes at the foot of the page. The longest go on to the next page.
func (l *layout) noted() Points {
	if len(l.pending) == 0 {
		return 0
	}
	return min(height(l.pending)+noteGap, l.mostNoted())
}

// fits reports whether rows have room on the page, with their footnotes.
func (l *layout) fits(rows []row) bool {
	high, after := Points(0), l.after
	var notes Points
	for i, r := range rows {
		before := r.before
		if l.y == 0 && i == 0 {
			before = 0
		}
		high += max(after, before) + r.height
		after = r.after
		notes += l.noteHeight(r.notes)
	}
	if notes > 0 {
		notes = min(notes+noteGap+height(l.pending), l.mostNoted())
	}
	return high+max(notes, l.noted()) <= l.g.Depth()-l.y+1
}

func (l *layout) noteHeight(notes []*Note) (h Points) {
	for _, n := range notes {
		for _, r := range l.paragraph(n.Para, 0, l.g.Measure(), nil) {
			h += r.height
		}
	}
	return h
}

// put places one row on the page, or on a new one.
func (l *layout) put(r row) {
	if l.page == nil {
		l.openPage()
	}
	if l.y > 0 {
		l.y += max(l.after, r.before)
	}
	left, top := l.g.Left(l.page.Number), l.g.Top+l.y
	if r.anchor != "" {
		l.out.Places[r.anchor] = Place{l.page.Number, top}
	}
	for _, it := range r.items {
		l.page.Items = append(l.page.Items, moved(it, left, top))
	}
	l.y += r.height
	l.after, l.begun = r.after, true
	for _, n := range r.notes {
		lines := l.paragraph(n.Para, 0, l.g.Measure(), nil)
		for _, line := range lines {
			line.items[0].(*Line).Note = true
		}
		l.pending = append(l.pending, lines...)
	}
}

func (l *layout) openPage() {
	l.out.Pages = append(l.out.Pages, Page{Number: len(l.out.Pages) + 1})
	l.page = &l.out.Pages[len(l.out.Pages)-1]
	l.y, l.after, l.foothold, l.begun = 0, 0, 0, false
}

// closePage ends the page with its footnotes, its number and its running head.
func (l *layout) closePage() {
	if l.page == nil {
		return
	}
	l.footnotes()
	l.furniture()
	l.page, l.y, l.after, l.begun = nil, 0, 0, false
	if len(l.pending) > 0 && len(l.out.Pages) < maxPages {
		l.openPage()
	}
}

// maxPages bounds what footnotes alone can make of a paper.
const maxPages = 5000

// footnotes stand at the foot of the type area, under a short rule; what has no room goes on to the next page.
func (l *layout) footnotes() {
	if len(l.pending) == 0 {
		return
	}
	foot := l.g.Depth() - l.foothold
	room, n, high := foot-l.y-noteGap, 0, Points(0)
	for n < len(l.pending) && (n == 0 && l.y == 0 || high+l.pending[n].height <= room+1) {
		high += l.pending[n].height
		n++
	}
	if n == 0 {
		return
	}
	left, y := l.g.Left(l.page.Number), l.g.Top+foot-high
	l.page.Items = append(l.page.Items, &Stroke{X: left, Y: y - noteGap/2, ToX: left + l.g.Measure()/4, ToY: y - noteGap/2, Width: 0.5})
	for _, r := range l.pending[:n] {
		for _, it := range r.items {
			l.page.Items = append(l.page.Items, moved(it, left, y))
		}
		y += r.height
	}
	l.pending = l.pending[n:]
}

// foot places rows at the foot of the last page, or of one more. Footnotes stand above them.
func (l *layout) foot(rows []row) {
	if len(rows) == 0 {
		return
	}
	rows[0].before = 0
	high := height(rows)
	for l.page != nil && (l.y > 0 || len(l.pending) > 0) && !l.holds(high) {
		l.closePage()
	}
	if l.page == nil {
		l.openPage()
	}
	if start := l.g.Depth() - high; start > l.y {
		l.foothold = high + noteGap/2
		l.footnotes()
		l.y, l.after = start, 0
	}
	for _, r := range rows {
		l.alone(r)
	}
}

// holds reports whether the page has room for a foot, some blank above it and all footnotes that are left.
func (l *layout) holds(foot Points) bool {
	taken := l.y + foot
	if l.y > 0 {
		taken += l.g.Pitch / 2
	}
	if len(l.pending) > 0 {
		taken += noteGap*3/2 + height(l.pending)
	}
	return taken <= l.g.Depth()+1
}

// moved is an item shifted on the paper.
func moved(it Item, x, y Points) Item {
	switch it := it.(type) {
	case *Line:
		m := *it
		m.X, m.Baseline = m.X+x, m.Baseline+y
		return &m
	case *Stroke:
		m := *it
		m.X, m.ToX, m.Y, m.ToY = m.X+x, m.ToX+x, m.Y+y, m.ToY+y
		return &m
	case *Placed:
		m := *it
		m.X, m.Y = m.X+x, m.Y+y
		return &m
	case *Outline:
		m := *it
		m.X, m.Y = m.X+x, m.Y+y
		return &m
	}
	return it
}
