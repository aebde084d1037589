package models

import "slices"

// ProofItem is one item of the checklist that whoever has a proofreading duty goes through by hand.
type ProofItem string

// The items.
const (
	ProofNames       ProofItem = "names"       // 人名、地名、机构名
	ProofNumbers     ProofItem = "numbers"     // numbers and units
	ProofDates       ProofItem = "dates"       // dates and weekdays
	ProofPosts       ProofItem = "posts"       // titles, posts and their order
	ProofPunctuation ProofItem = "punctuation" // marks and inner numbering
	ProofLayout      ProofItem = "layout"      // contents, headings, pictures, masthead and colophon
)

// ProofItems is the checklist, in the order in which it is gone through.
var ProofItems = []ProofItem{ProofNames, ProofNumbers, ProofDates, ProofPosts, ProofPunctuation, ProofLayout}

// Ticked keeps of a list the items of the checklist, each once and in their order.
func Ticked(list []ProofItem) []ProofItem {
	out := make([]ProofItem, 0, len(ProofItems))
	for _, item := range ProofItems {
		if slices.Contains(list, item) {
			out = append(out, item)
		}
	}
	return out
}

// proofread checks the ticks of an approval: a step with a proofreading duty is approved only when every item is ticked.
func (s Step) proofread(ticked []ProofItem) error {
	if missing := len(ProofItems) - len(Ticked(ticked)); s.Proofread && missing > 0 {
		return &Error{Code: CodeInvalid, Key: "error.invalid", Fields: []FieldError{{Field: "checked", Key: "check.unticked", Args: Args{"Count": missing}}}}
	}
	return nil
}

// Proofread fills in what was ticked on a step. An approval of a step with a proofreading duty needs every item; other decisions
// carry no ticks.
func (d *Decision) Proofread(s Step) error {
	if d.Verdict != Approved || !s.Proofread {
		d.Checked = []ProofItem{}
		return nil
	}
	d.Checked = Ticked(d.Checked)
	return s.proofread(d.Checked)
}
