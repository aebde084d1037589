package typeset

import (
	"unicode/utf8"

	"jianbao/models"
)

// SignOffSheet is the sign-off sheet (审签单) on the official page.
func SignOffSheet(s models.SignOffSheet) *Paper {
	p := form(s.File)
	p.Flow = append(p.Flow, &Para{Style: StyleSheet, Runs: Text(s.Title)}, &Para{Style: StyleNumber, Runs: Text(s.Issue)}, p.facts(s.Facts, &s.Code))
	p.Flow = append(p.Flow, p.steps(s.Steps)...)
	p.Flow = append(p.Flow, p.remarks(s.Proof)...)
	p.entries(s.Before, s.Earlier)
	p.entries(s.Amended, s.Amendments)
	return p
}

// entries are a list of what was decided or changed, under a title; without any, nothing.
func (p *Paper) entries(title string, list []models.SheetAmendment) {
	if len(list) > 0 {
		p.Flow = append(p.Flow, &Para{Style: StyleForm, Runs: Text(title)})
	}
	for _, a := range list {
		p.Flow = append(p.Flow, amendment(a)...)
	}
}

// form is a paper that is no issue.
func form(title string) *Paper {
	g := Official()
	return &Paper{Info: Info{Title: title}, Geometry: g, Styles: OfficialSheet(g), Names: models.LayoutFonts{}.Named(), Numbered: true}
}

// cell is a cell of one line of text.
func cell(column, span int, head bool, style StyleName, text string) *Cell {
	return &Cell{Column: column, ColSpan: span, RowSpan: 1, Head: head, Paras: []*Para{{Style: style, Runs: Text(text)}}}
}

const (
	labelWidth Points = 72
	rowHeight  Points = 26
)

// facts are facts in pairs side by side, and under them one that stands alone.
func (p *Paper) facts(list []models.Fact, alone *models.Fact) *Table {
	rest := p.Geometry.Measure() - 2*labelWidth
	t := &Table{Widths: []Points{labelWidth, rest / 2, labelWidth, rest / 2}}
	for i := 0; i < len(list); i += 2 {
		row := Row{Height: rowHeight}
		for k := range 2 {
			var f models.Fact
			if i+k < len(list) {
				f = list[i+k]
			}
			row.Cells = append(row.Cells, cell(2*k, 1, true, StyleCellHead, f.Label), cell(2*k+1, 1, false, StyleCell, f.Text))
		}
		t.Rows = append(t.Rows, row)
	}
	if alone != nil {
		code := cell(1, 3, false, StyleOpinion, alone.Text)
		code.Paras[0].Runs = []Run{{Text: alone.Text, Bold: true}}
		t.Rows = append(t.Rows, Row{Height: rowHeight, Cells: []*Cell{cell(0, 1, true, StyleCellHead, alone.Label), code}})
	}
	return t
}

// signHeight is the room that a step without a decision leaves.
const signHeight Points = 76

// steps are the steps of a review with their decisions; those that have none leave room to sign.
func (p *Paper) steps(s models.SheetSteps) []Block {
	sign := Points(128)
	t := &Table{Header: 1, Widths: []Points{labelWidth, p.Geometry.Measure() - labelWidth - sign, sign}}
	var head Row
	for i, name := range s.Columns {
		head.Cells = append(head.Cells, cell(i, 1, true, StyleCellHead, name))
	}
	t.Rows = append(t.Rows, head)
	for _, step := range s.Rows {
		t.Rows = append(t.Rows, stepRow(step, s.Sign))
	}
	return []Block{&Para{Style: StyleForm, Runs: Text(s.Title)}, t}
}

func stepRow(s models.SheetStep, sign []string) Row {
	name := cell(0, 1, true, StyleCellHead, s.Name)
	name.Paras = append(name.Paras, &Para{Style: StyleCellShort, Runs: Text(s.Role)})
	opinion, signature := cell(1, 1, false, opinionStyle(s.Opinion), s.Opinion), cell(2, 1, false, StyleCell, s.By)
	for _, r := range s.Remarks {
		opinion.Paras = append(opinion.Paras, &Para{Style: StyleRemark, Runs: Text(r)})
	}
	for _, line := range []string{s.Checklist, s.Due} {
		if line != "" {
			opinion.Paras = append(opinion.Paras, &Para{Style: StyleRemark, Runs: Text(line)})
		}
	}
	if s.By == "" {
		signature.Paras = nil
		for _, line := range sign {
			signature.Paras = append(signature.Paras, &Para{Style: StyleCell, Runs: Text(line)})
		}
		return Row{Height: signHeight, Cells: []*Cell{name, opinion, signature}}
	}
	signature.Paras[0].Style = StyleOpinion
	signature.Paras = append(signature.Paras, &Para{Style: StyleRemark, Runs: Text(s.When)})
	return Row{Height: rowHeight, Cells: []*Cell{name, opinion, signature}}
}

// shortOpinion is how long an opinion may be to be set large.
const shortOpinion = 12 // characters

func opinionStyle(s string) StyleName {
	if utf8.RuneCountInString(s) <= shortOpinion {
		return StyleOpinion
	}
	return StyleCell
}

// remarks are facts in small type, a line each.
func (p *Paper) remarks(list []models.Fact) []Block {
	out := make([]Block, len(list))
	for i, f := range list {
		out[i] = &Para{Style: StyleRemark, Runs: Text(f.Label + "：" + f.Text)}
	}
	return out
}

func amendment(a models.SheetAmendment) []Block {
	out := []Block{&Para{Style: StyleCell, Runs: []Run{{Text: a.Title, Font: Hei}}, Keep: true}}
	if a.Head != "" {
		out = append(out, &Para{Style: StyleRemark, Runs: Text(a.Head), Keep: true})
	}
	if len(a.Text) > 0 {
		out = append(out, &Para{Style: StyleCell, Runs: marked(a.Text)})
	}
	for _, n := range a.Notes {
		out = append(out, &Para{Style: StyleCell, Runs: Text(n)})
	}
	return out
}
