package manuscript

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// The shape of the JSON form. Null stands for what the source does not have.
type (
	jsonDocument struct {
		Masthead     jsonMasthead     `json:"masthead"`
		Sections     []jsonSection    `json:"sections"`
		Colophon     jsonColophon     `json:"colophon"`
		Distribution jsonDistribution `json:"distribution"`
		Repairs      []jsonRepair     `json:"repairs"`
		Dropped      []jsonDropped    `json:"dropped"`
		jsonFile
	}
	jsonMasthead struct {
		Name       *string   `json:"name"`
		Number     *int      `json:"number"`
		Year       *int      `json:"year"`
		Cumulative *int      `json:"cumulative"`
		Kind       IssueKind `json:"kind"`
		Host       *string   `json:"host"`
		Date       *string   `json:"date"`
		Note       *string   `json:"note"`
	}
	jsonSection struct {
		Title    string        `json:"title"`
		Articles []jsonArticle `json:"articles"`
	}
	jsonArticle struct {
		Number int         `json:"number"`
		Title  string      `json:"title"`
		Blocks []jsonBlock `json:"blocks"`
		Source *string     `json:"source"`
	}
	jsonBlock struct {
		Kind    Kind        `json:"kind"`
		Level   int         `json:"level,omitempty"`
		Marker  string      `json:"marker,omitempty"`
		Text    *string     `json:"text,omitempty"`
		Likely  bool        `json:"likely,omitempty"`
		Caption **string    `json:"caption,omitempty"` // on tables, null where there is none
		Rows    *[][]string `json:"rows,omitempty"`
		Items   *[]jsonItem `json:"items,omitempty"`
		jsonFlow
	}
	jsonItem struct {
		Marker string `json:"marker"`
		Text   string `json:"text"`
		Level  int    `json:"level,omitempty"`
	}
	jsonColophon struct {
		Editor      *string `json:"editor"`
		Proofreader *string `json:"proofreader"`
		Reviewer    *string `json:"reviewer"`
		Signer      *string `json:"signer"`
		Phone       *string `json:"phone"`
	}
	jsonDistribution struct {
		To  []string `json:"to"`
		CC  []string `json:"cc"`
		For []string `json:"for"`
	}
	jsonRepair struct {
		Kind   RepairKind `json:"kind"`
		Line   int        `json:"line"`
		Before string     `json:"before"`
		After  string     `json:"after"`
	}
	jsonDropped struct {
		Line   int    `json:"line"`
		Text   string `json:"text"`
		Reason string `json:"reason"`
	}
)

// MarshalJSON writes the form that jianbao import --json prints. A preface stands as notes at the head of the first article.
func (d *Document) MarshalJSON() ([]byte, error) {
	m, c, x := d.Masthead, d.Colophon, d.Distribution
	out := jsonDocument{
		Masthead: jsonMasthead{
			textOrNull(m.Name), numberOrNull(m.Number), numberOrNull(m.Year), numberOrNull(m.Cumulative), m.Kind,
			textOrNull(m.Host), stringOrNull(m.Date), textOrNull(m.Note),
		},
		Sections:     []jsonSection{},
		Colophon:     jsonColophon{textOrNull(c.Editor), textOrNull(c.Proofreader), textOrNull(c.Reviewer), textOrNull(c.Signer), textOrNull(c.Phone)},
		Distribution: jsonDistribution{values(x.To), values(x.CC), values(x.For)},
		Repairs:      []jsonRepair{},
		Dropped:      []jsonDropped{},
	}
	for _, s := range d.withPreface() {
		out.Sections = append(out.Sections, d.json(s))
	}
	for _, r := range d.Repairs {
		out.Repairs = append(out.Repairs, jsonRepair{r.Kind, r.Line, r.Before, r.After})
	}
	for _, r := range d.Dropped {
		out.Dropped = append(out.Dropped, jsonDropped{r.Line, r.Text, r.Reason})
	}
	out.jsonFile = d.jsonFile()
	return encode(out, "")
}

// WriteJSON writes the document as one line of JSON, or indented for a single document.
func WriteJSON(w io.Writer, d *Document, indent bool) error {
	line, err := d.MarshalJSON()
	if err != nil {
		return err
	}
	if indent {
		var b bytes.Buffer
		if err := json.Indent(&b, line, "", "  "); err != nil {
			return err
		}
		line = b.Bytes()
	}
	_, err = w.Write(append(line, '\n'))
	return err
}

func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// withPreface is the sections with the preface put before the first article's blocks.
func (d *Document) withPreface() []Section {
	if len(d.Preface) == 0 {
		return d.Sections
	}
	out := slices.Clone(d.Sections)
	for i, s := range out {
		if len(s.Articles) > 0 {
			out[i].Articles = slices.Clone(s.Articles)
			first := &out[i].Articles[0]
			first.Blocks = slices.Concat(d.Preface, first.Blocks)
			return out
		}
	}
	return append(out, Section{Articles: []Article{{Number: 1, Blocks: d.Preface}}})
}

func (d *Document) json(s Section) jsonSection {
	out := jsonSection{Title: s.Title.Value, Articles: []jsonArticle{}}
	for _, a := range s.Articles {
		ja := jsonArticle{Number: a.Number, Title: a.Title.Value, Blocks: []jsonBlock{}, Source: stringOrNull(a.Source())}
		for _, b := range a.Blocks {
			ja.Blocks = append(ja.Blocks, d.jsonBlock(b))
		}
		out.Articles = append(out.Articles, ja)
	}
	return out
}

// Source is what the source lines of the article name, in order.
func (a Article) Source() string { return strings.Join(values(a.Sources), "；") }

func (d *Document) jsonBlock(b Block) jsonBlock {
	out := jsonBlock{Kind: b.Kind, Level: b.Level, Marker: b.Marker.Value, Likely: b.Likely, jsonFlow: d.jsonFlow(b)}
	caption := textOrNull(b.Caption)
	switch b.Kind {
	case Table:
		out.Caption = &caption
		rows := [][]string{}
		for _, r := range b.Rows {
			rows = append(rows, cellValues(r))
		}
		out.Rows = &rows
	case Image:
		out.Caption = &caption
	case List:
		items := []jsonItem{}
		for _, it := range b.Items {
			items = append(items, jsonItem{it.Marker.Value, it.Text.Lines(), it.Level})
		}
		out.Items = &items
	default:
		text := b.Text.Lines()
		out.Text = &text
	}
	return out
}

func values(ts []Text) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.Value
	}
	return out
}

func cellValues(row []Cell) []string {
	out := make([]string, len(row))
	for i, c := range row {
		out[i] = c.Lines()
	}
	return out
}

func textOrNull(t Text) *string { return stringOrNull(t.Value) }

func stringOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func numberOrNull(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
