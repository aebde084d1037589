package pdfdoc

import (
	"strings"
	"unicode"

	"jianbao/internal/flow"
)

// writer writes characters as runs.
type writer struct {
	runs   []flow.Run
	b      strings.Builder
	now    glyph
	begun  bool
	spaces []string // that were left out between a number and a Han character, with both
}

// text is a line as text; what a blank stands for is decided as in a paragraph.
func (l *line) text() string {
	var w writer
	w.line(l)
	return textOf(w.finish())
}

func textOf(runs []flow.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// line writes a line behind what was written before.
func (w *writer) line(l *line) {
	for i, p := range l.pieces {
		for k, g := range p.glyphs {
			if g.note > 0 {
				w.cut()
				w.runs = append(w.runs, flow.Run{Note: g.note})
			}
			if g.skip {
				continue
			}
			switch {
			case !w.begun:
			case i == 0 && k == 0:
				w.turnLine(g)
			case k == 0:
				w.b.WriteByte('\t')
			default:
				w.between(p.glyphs[k-1], g)
			}
			w.glyph(g)
		}
	}
}

// turnLine writes the blank between two lines of a paragraph: one between words, none in Chinese.
func (w *writer) turnLine(g glyph) {
	if w.now.r < unicode.MaxLatin1 && g.r < unicode.MaxLatin1 && unicode.IsLetter(g.r) && (unicode.IsLetter(w.now.r) || strings.ContainsRune(",.;:!?)", w.now.r)) {
		w.b.WriteByte(' ')
	}
}

// between writes the blank between two characters of a line. Between a number or a Latin word and a Han character it is left out:
// typesetters put it there. A wide gap in Chinese text is one that was meant.
func (w *writer) between(a, b glyph) {
	em := max(a.size, b.size)
	gap := b.x - a.right()
	mixed := isHan(a.r) && narrow(b.r) || narrow(a.r) && isHan(b.r)
	switch {
	case mixed && gap < 0.8*em:
		if b.blank {
			w.spaces = append(w.spaces, string(a.r)+" "+string(b.r))
		}
	case isWide(a.r) || isWide(b.r):
		if gap > 0.7*em {
			w.b.WriteRune('　')
		}
	case b.blank:
		w.b.WriteByte(' ')
	}
}

// narrow tells the characters of numbers and Latin words.
func narrow(r rune) bool {
	return r < unicode.MaxLatin1 && (unicode.IsDigit(r) || unicode.IsLetter(r) || strings.ContainsRune("%.,+-", r))
}

// glyph writes a character, in a run of its own kind.
func (w *writer) glyph(g glyph) {
	if w.begun && g.bold != w.now.bold {
		w.cut()
	}
	w.b.WriteRune(g.r)
	w.now, w.begun = g, true
}

// cut ends a run.
func (w *writer) cut() {
	if w.b.Len() > 0 {
		w.runs = append(w.runs, flow.Run{Text: w.b.String(), Bold: w.now.bold})
		w.b.Reset()
	}
}

func (w *writer) finish() []flow.Run {
	w.cut()
	return w.runs
}
