package export

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"

	"jianbao/models"
)

// WriteMarkdown writes the issue as Markdown: CommonMark 0.31 with the tables and footnotes of GitHub. What they have no sign for
// (underlining, sup and sub, breaks in cells) is written as the HTML that CommonMark allows. Pictures stand in the file itself, after
// everything that a person reads. Intake reads it back as the same issue, but for the spans of merged cells, the number of head rows
// of a table, which is one, and what stands before the entries of a list that has no marks of its own.
func WriteMarkdown(w io.Writer, c models.EditionContent, pictures Pictures) error {
	m := &markdownWriter{pictures: pictures, place: map[string]int{}, titles: 3}
	if !sectioned(c) {
		m.titles = 2
	}
	m.masthead(c.Manifest.Masthead)
	m.editorNote(c.Manifest.EditorNote)
	for _, s := range c.Sections {
		if s.Title != "" {
			m.heading(2, models.Text(s.Printed()))
		}
		for _, a := range s.Articles {
			if err := m.article(a); err != nil {
				return fmt.Errorf("write the Markdown: %w", err)
			}
		}
	}
	m.colophon(c)
	m.definitions()
	return write(w, "Markdown", m.String())
}

// sectioned tells an issue whose articles stand below titles of sections.
func sectioned(c models.EditionContent) bool {
	for _, s := range c.Sections {
		if s.Title != "" {
			return true
		}
	}
	return false
}

type markdownWriter struct {
	strings.Builder
	pictures Pictures
	place    map[string]int // numbers of pictures by SHA-256, from 1; 0: it cannot be shown
	files    []string       // what the numbers stand for
	titles   int            // level of the titles of articles
	notes    map[string]int // of the article
	before   int            // footnotes in the articles before
}

// block writes a block with an empty line before it; empty ones are left out.
func (m *markdownWriter) block(s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	if m.Len() > 0 {
		m.WriteByte('\n')
	}
	m.WriteString(s)
	m.WriteByte('\n')
}

func (m *markdownWriter) paragraph(in []models.Inline) { m.block(m.inlines(in, inParagraph)) }

func (m *markdownWriter) words(s string) { m.paragraph(models.Text(s)) }

func (m *markdownWriter) heading(level int, in []models.Inline) {
	if text := m.inlines(in, onOneLine); strings.TrimSpace(text) != "" {
		m.block(strings.Repeat("#", level) + " " + text)
	}
}

func (m *markdownWriter) masthead(h models.Masthead) {
	m.heading(1, models.Text(h.Name))
	m.words(h.Note)
	m.words(numberLine(h))
	m.words(imprint(h))
}

func (m *markdownWriter) editorNote(note string) {
	for _, p := range noteParagraphs(note) {
		m.words(p)
	}
}

func (m *markdownWriter) colophon(c models.EditionContent) {
	lines := c.Foot()
	by := makers(c.Colophon)
	if len(lines) == 0 && strings.TrimSpace(by) == "" {
		return
	}
	m.block("---")
	for _, l := range lines {
		m.words(l.Label + l.Text)
	}
	m.words(by)
}

func (m *markdownWriter) article(a models.EditionArticle) error {
	m.notes = models.NoteNumbers(a.Text.Body)
	m.heading(m.titles, models.Text(title(a)))
	var last models.BlockKind
	for _, b := range a.Text.Body.Blocks {
		if b.Kind == models.List && last == models.List {
			m.block("<!-- -->") // else the entries would go on counting
		}
		if err := m.one(b); err != nil {
			return err
		}
		last = b.Kind
	}
	for _, line := range a.Text.Credits() {
		m.words("（" + line + "）")
	}
	m.before += len(m.notes)
	return nil
}

func (m *markdownWriter) one(b models.Block) error {
	switch b.Kind {
	case models.Heading:
		m.heading(min(m.titles+max(b.Level, 1), 6), led(b.Marker, b.Inlines))
	case models.List:
		m.list(b.Items)
	case models.Table:
		m.table(b)
	case models.Image:
		return m.picture(b)
	case models.Quote:
		m.block("> " + m.inlines(b.Inlines, inQuote))
	case models.Footnote:
		m.footnote(b)
	case models.Attachment:
		label := orLabel(b)
		m.paragraph(append(models.Text(strings.TrimSuffix(attached(label, "字"), "字")), b.Inlines...))
	default:
		m.paragraph(led(orLabel(b), b.Inlines))
	}
	return nil
}

// led is a text after its marker.
func led(marker string, in []models.Inline) []models.Inline {
	return append(models.Text(spaced(marker)), in...)
}

func (m *markdownWriter) footnote(b models.Block) {
	n := m.notes[b.ID]
	if n == 0 {
		m.paragraph(led(noteMark(0, b.Marker), b.Inlines))
		return
	}
	m.block("[^" + strconv.Itoa(m.before+n) + "]: " + m.inlines(b.Inlines, inNote))
}

// list writes lists that count 1. 2. 3. or have no marks of their own as such; the marks of others are text, as in WriteText.
func (m *markdownWriter) list(items []models.Item) {
	first, numbers := counted(items)
	bullets := bulleted(items)
	lines := make([]string, len(items))
	for i, it := range items {
		switch {
		case numbers:
			mark := strconv.Itoa(first+i) + ". "
			lines[i] = mark + m.inlines(it.Inlines, inParagraph+spot(strings.Repeat(" ", len(mark))))
		case bullets:
			indent := strings.Repeat("  ", levelUnder(items, i))
			lines[i] = indent + "- " + m.inlines(it.Inlines, inParagraph+spot(indent+"  "))
		default:
			m.paragraph(append(models.Text(strings.Repeat("　", it.Level)), led(orBullet(it.Marker), it.Inlines)...))
		}
	}
	if numbers || bullets {
		m.block(strings.Join(lines, "\n"))
	}
}

// levelUnder is the level of an entry that goes at most one deeper than the one above it.
func levelUnder(items []models.Item, i int) int {
	level := 0
	for k := 1; k <= i; k++ {
		level = min(items[k].Level, level+1)
	}
	return level
}

// table writes a table under its caption. Its first row is the head, which these tables cannot do without.
func (m *markdownWriter) table(b models.Block) {
	m.words(oneLine(b.Caption))
	rows := flatten(b.Rows)
	if len(rows) == 0 || len(rows[0]) == 0 {
		return
	}
	lines := make([]string, 0, len(rows)+1)
	for n, row := range rows {
		var line strings.Builder
		for _, c := range row {
			line.WriteString("| " + m.inlines(c.Inlines, onOneLine) + " ")
		}
		lines = append(lines, line.String()+"|")
		if n == 0 {
			lines = append(lines, strings.Repeat("| --- ", len(row))+"|")
		}
	}
	m.block(strings.Join(lines, "\n"))
}

// picture writes a picture with what stands under it; one of a kind that readers need not know is told by its words.
func (m *markdownWriter) picture(b models.Block) error {
	if b.Picture == nil {
		m.words(caption(b))
		return nil
	}
	n, err := m.number(b.Picture.SHA256)
	if err != nil {
		return err
	}
	alt := cmp.Or(b.Picture.Alt, caption(b))
	switch {
	case n > 0:
		m.block("![" + m.inlines(models.Text(oneLine(alt)), onOneLine) + "][" + pictureLabel(n) + "]")
	case alt != "":
		m.words("（图片：" + oneLine(alt) + "）")
	}
	if b.Caption != "" {
		m.words(b.Caption)
		return nil
	}
	m.paragraph(b.Inlines)
	return nil
}

func pictureLabel(n int) string { return "picture-" + strconv.Itoa(n) }

// number fetches a picture when it comes for the first time.
func (m *markdownWriter) number(hash string) (int, error) {
	if n, known := m.place[hash]; known {
		return n, nil
	}
	data, contentType, err := m.pictures(hash)
	if err != nil {
		return 0, fmt.Errorf("picture %s: %w", hash, err)
	}
	if extensions[contentType] == "" {
		m.place[hash] = 0
		return 0, nil
	}
	m.files = append(m.files, "data:"+contentType+";base64,"+base64.StdEncoding.EncodeToString(data))
	m.place[hash] = len(m.files)
	return len(m.files), nil
}

// definitions puts the pictures themselves after all text.
func (m *markdownWriter) definitions() {
	for i, file := range m.files {
		m.block("[" + pictureLabel(i+1) + "]: " + file)
	}
}
