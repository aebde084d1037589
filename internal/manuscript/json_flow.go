package manuscript

import "jianbao/internal/flow"

// What the JSON form has beside that of a plain text, where a file holds it.
type (
	jsonFile struct {
		Format  flow.Format    `json:"format,omitempty"`
		Omitted []jsonOmission `json:"omitted,omitempty"`
	}
	jsonOmission struct {
		Kind   flow.OmissionKind `json:"kind"`
		Count  int               `json:"count"`
		Sample string            `json:"sample,omitempty"`
	}
	jsonFlow struct {
		HeaderRows int        `json:"header_rows,omitempty"`
		Merged     []jsonSpan `json:"merged,omitempty"`
		Picture    int        `json:"picture,omitempty"` // counts the pictures of the file from 1
		Alt        string     `json:"alt,omitempty"`
		Note       int        `json:"note,omitempty"` // of the file; runs refer to it
		Runs       []jsonRun  `json:"runs,omitempty"` // of the text, where it has marks or references
	}
	// jsonSpan is a merged cell. Rows and cells count from 0, covered cells do not count.
	jsonSpan struct {
		Row     int `json:"row"`
		Cell    int `json:"cell"`
		ColSpan int `json:"colspan,omitempty"`
		RowSpan int `json:"rowspan,omitempty"`
	}
	jsonRun struct {
		Text      string `json:"text,omitempty"`
		Bold      bool   `json:"bold,omitempty"`
		Italic    bool   `json:"italic,omitempty"`
		Underline bool   `json:"underline,omitempty"`
		Super     bool   `json:"super,omitempty"`
		Sub       bool   `json:"sub,omitempty"`
		Href      string `json:"href,omitempty"`
		Note      int    `json:"note,omitempty"`
	}
)

func (d *Document) jsonFile() jsonFile {
	var out jsonFile
	if d.Format != flow.Text {
		out.Format = d.Format
	}
	for _, o := range d.Omitted {
		out.Omitted = append(out.Omitted, jsonOmission(o))
	}
	return out
}

func (d *Document) jsonFlow(b Block) jsonFlow {
	out := jsonFlow{HeaderRows: b.HeaderRows, Picture: b.Picture, Note: b.Note}
	if b.Picture > 0 {
		out.Alt = d.Pictures[b.Picture-1].Alt
		return out
	}
	for r, row := range b.Rows {
		for c, cell := range row {
			if cell.ColSpan > 0 || cell.RowSpan > 0 {
				out.Merged = append(out.Merged, jsonSpan{r, c, cell.ColSpan, cell.RowSpan})
			}
		}
	}
	runs := d.Runs(b.Text)
	if len(runs) > 1 || len(runs) == 1 && marksOf(runs[0]) != (flow.Run{}) {
		for _, r := range runs {
			out.Runs = append(out.Runs, jsonRun{r.Text, r.Bold, r.Italic, r.Underline, r.Super, r.Sub, r.Href, r.Note})
		}
	}
	return out
}
