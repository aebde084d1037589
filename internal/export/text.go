package export

import (
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jianbao/models"
)

// WriteText writes the issue as plain text in UTF-8, a line a paragraph. Intake reads it back as the same issue, as far as a text
// can say: marks and the spans of merged cells are lost, and a picture becomes a line that describes it.
func WriteText(w io.Writer, c models.EditionContent) error {
	t := &textWriter{symbol: symbolFor(c)}
	t.masthead(c.Manifest.Masthead)
	t.editorNote(c.Manifest.EditorNote)
	for _, s := range c.Sections {
		t.section(s)
		for _, a := range s.Articles {
			t.article(a)
		}
	}
	for _, l := range c.Foot() {
		t.paragraph(l.Label + l.Text)
	}
	t.paragraph(makers(c.Colophon))
	return write(w, "text", t.String())
}

// WriteArticleText writes one article as it stands in WriteText.
func WriteArticleText(w io.Writer, a models.EditionArticle) error {
	t := &textWriter{}
	t.article(a)
	return write(w, "text", t.String())
}

type textWriter struct {
	strings.Builder
	notes  map[string]int
	symbol string // stands before the titles of articles instead of their numbers
}

// paragraph writes a line with an empty one before it; empty texts are left out.
func (t *textWriter) paragraph(s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	if t.Len() > 0 {
		t.WriteByte('\n')
	}
	t.line(s)
}

func (t *textWriter) line(s string) {
	t.WriteString(strings.TrimRight(s, " \t\n"))
	t.WriteByte('\n')
}

func (t *textWriter) masthead(m models.Masthead) {
	t.paragraph(m.Note)
	t.paragraph(m.Name)
	t.paragraph(numberLine(m))
	t.paragraph(imprint(m))
}

func (t *textWriter) editorNote(note string) {
	for _, p := range noteParagraphs(note) {
		t.paragraph(p)
	}
}

func (t *textWriter) article(a models.EditionArticle) {
	t.notes = models.NoteNumbers(a.Text.Body)
	if t.symbol == "" {
		t.paragraph(title(a))
	} else {
		t.paragraph(t.symbol + " " + oneLine(a.Text.Title))
	}
	for _, b := range a.Text.Body.Blocks {
		t.block(b)
	}
	for _, line := range a.Text.Credits() {
		t.paragraph("（" + line + "）")
	}
}

func (t *textWriter) section(s models.EditionSection) {
	if t.symbol == "" || s.Title == "" {
		t.paragraph(s.Printed())
		return
	}
	t.paragraph("【" + s.Title + "】")
}

func (t *textWriter) block(b models.Block) {
	switch b.Kind {
	case models.List:
		t.list(b.Items)
	case models.Table:
		t.table(b)
	case models.Image:
		t.picture(b)
	case models.Attachment:
		t.paragraph(attached(orLabel(b), t.text(b.Inlines)))
	case models.Quote:
		t.paragraph("> " + strings.ReplaceAll(t.text(b.Inlines), "\n", "\n> "))
	case models.Footnote:
		t.paragraph(marked(noteMark(t.notes[b.ID], b.Marker), t.text(b.Inlines)))
	default:
		t.paragraph(marked(orLabel(b), t.text(b.Inlines)))
	}
}

// list writes the entries one a line, the deeper ones further in.
func (t *textWriter) list(items []models.Item) {
	for n, it := range items {
		line := strings.Repeat("　", it.Level) + marked(orBullet(it.Marker), t.text(it.Inlines))
		if n == 0 {
			t.paragraph(line)
			continue
		}
		t.line(line)
	}
}

// table writes a row a line, with tabs between the cells, under its caption.
func (t *textWriter) table(b models.Block) {
	t.paragraph(oneLine(b.Caption))
	rows := flatten(b.Rows)
	for n, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = strings.ReplaceAll(oneLine(t.text(c.Inlines)), "\t", " ")
		}
		line := strings.Join(cells, "\t")
		if n == 0 && t.Len() > 0 {
			t.WriteByte('\n')
		}
		t.WriteString(line + "\n")
	}
}

// picture describes a picture in one line that nobody takes for a title.
func (t *textWriter) picture(b models.Block) {
	words := []string{oneLine(caption(b))}
	if b.Picture != nil && b.Picture.Alt != words[0] {
		words = append(words, oneLine(b.Picture.Alt))
	}
	words = deleteEmpty(words)
	if len(words) > 0 {
		t.paragraph("（图片：" + strings.TrimSuffix(strings.Join(words, "。"), "。") + "。）")
	}
}

// text is what a run of inlines says, references to notes as their marks.
func (t *textWriter) text(in []models.Inline) string {
	var b strings.Builder
	for _, i := range in {
		b.WriteString(i.Text)
		if n := t.notes[i.Note]; i.Note != "" && n > 0 {
			b.WriteString(noteMark(n, ""))
		}
	}
	return b.String()
}

// noteMark is the mark of a footnote in a text: the printed one as long as readers of texts know it for a mark, then [21]. A footnote
// that nothing refers to keeps its own.
func noteMark(n int, own string) string {
	switch {
	case n == 0 && own == "":
		return "注："
	case n == 0:
		return own
	case n > 20:
		return "[" + strconv.Itoa(n) + "]"
	}
	return models.NoteMark(n)
}

// orLabel is a block's marker; where its kind can be told by nothing else, the words that the paper has for it.
func orLabel(b models.Block) string {
	if b.Marker != "" {
		return b.Marker
	}
	switch b.Kind {
	case models.Note:
		return models.EditorNoteLabel
	case models.Attachment:
		return "附件："
	default:
		return ""
	}
}

// bullet stands before the entries of a list that has no marks of its own.
const bullet = "•"

func orBullet(marker string) string {
	if marker == "" {
		return bullet
	}
	return marker
}

// marked puts a marker before a text, and a blank between them where it would run into the text.
func marked(marker, text string) string {
	last, _ := utf8.DecodeLastRuneInString(marker)
	switch {
	case marker == "":
		return text
	case unicode.IsLetter(last):
		return marker + "　" + text
	case last < utf8.RuneSelf || unicode.IsSymbol(last) || last == '•':
		return marker + " " + text
	}
	return marker + text
}

// attached is a line of attachments. A label that does not end in a sign of its own stands on a line by itself.
func attached(label, text string) string {
	last, _ := utf8.DecodeLastRuneInString(label)
	if text == "" || unicode.IsPunct(last) {
		return marked(label, text)
	}
	return label + "\n" + text
}

// caption is what stands under a picture.
func caption(b models.Block) string {
	if b.Caption != "" {
		return b.Caption
	}
	return models.PlainText(b.Inlines)
}
