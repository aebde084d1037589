package proof

import (
	"fmt"

	"jianbao/models"
)

// pairUp pairs the signs of every passage.
func pairUp(ps []passage) []pairing {
	out := make([]pairing, len(ps))
	for i := range ps {
		out[i] = match(ps[i].plain)
	}
	return out
}

// unpaired finds signs without their partner. A quotation over several paragraphs opens at the head of each and closes at the end
// of the last (GB/T 15834-2011, 4.8.3).
func unpaired(in *reading, r *report) {
	for i := range in.passages {
		if run, _ := quotationRun(in, i); run > i {
			continue
		}
		if in.endsRun(i) {
			continue
		}
		p := &in.passages[i]
		for _, f := range in.pairings[i].faults {
			from, to := f.at, f.at+1
			args := models.Args{"Mark": string(p.text[f.at]), "Partner": partners[p.text[f.at]]}
			if f.cross > 0 {
				args["Other"] = string(p.text[f.cross])
				if f.key != unclosed {
					to = f.cross + 1
				}
			}
			r.at(p, from, to, f.key, args)
		}
	}
}

// longestQuotation is how many paragraphs are looked at for the end of a quotation.
const longestQuotation = 12

// quotationRun follows a quotation that passage i leaves open to the passage that closes it. proper is false where a paragraph
// between does not begin with the sign again. Without a quotation that goes on, end is i.
func quotationRun(in *reading, i int) (end int, proper bool) {
	if !leavesOpen(in, i) {
		return i, false
	}
	proper = true
	for k := i + 1; k < len(in.passages) && k <= i+longestQuotation && goesOnFrom(in, i, k); k++ {
		faults := in.pairings[k].faults
		opens := opensAtHead(in.passages[k].plain)
		proper = proper && opens
		switch {
		case opens && len(faults) == 0, !opens && soleFault(faults, unopened):
			return k, proper
		case !opens && len(faults) > 0, opens && !leavesOpen(in, k):
			return i, false
		}
	}
	return i, false
}

// endsRun reports whether the faults of passage i are those of a quotation that began before it.
func (r *reading) endsRun(i int) bool {
	for k := max(0, i-longestQuotation); k < i; k++ {
		if end, _ := quotationRun(r, k); end >= i {
			return true
		}
	}
	return false
}

func goesOnFrom(in *reading, i, k int) bool {
	a, b := in.passages[i], in.passages[k]
	return a.article == b.article && (b.role == prose || b.role == item)
}

// leavesOpen reports whether the only fault of a passage is a quotation that is not closed.
func leavesOpen(in *reading, i int) bool {
	p := in.passages[i]
	return (p.role == prose || p.role == item) && soleFault(in.pairings[i].faults, unclosed)
}

func soleFault(faults []fault, key string) bool {
	return len(faults) == 1 && faults[0].key == key && faults[0].kind == double
}

func opensAtHead(t []rune) bool {
	from, _ := trimmed(t)
	return get(t, from) == '“'
}

// quotationsOverParagraphs finds quotations that do not open again in each paragraph.
func quotationsOverParagraphs(in *reading, r *report) {
	for i := range in.passages {
		end, proper := quotationRun(in, i)
		if end == i || proper {
			continue
		}
		for k := i + 1; k <= end; k++ {
			if p := &in.passages[k]; !opensAtHead(p.plain) {
				r.at(p, 0, min(1, len(p.text)), "proof.quotation.head", nil)
			}
		}
	}
}

// halfWidth are the brackets that Chinese text has in full width.
const halfWidth = "()[]{}"

// bracketWidths finds pairs whose halves differ in width, and half-width brackets round Chinese words.
func bracketWidths(in *reading, r *report) {
	for i := range in.passages {
		p := &in.passages[i]
		for _, c := range in.pairings[i].couples {
			open, shut := p.text[c.open], p.text[c.close]
			switch halfOpen, halfShut := among(open, halfWidth), among(shut, halfWidth); {
			case halfOpen != halfShut:
				r.at(p, c.open, c.close+1, "proof.brackets.mixed", nil)
			case halfOpen && open == '(' && isHan(get(p.text, c.open+1)) && hanShare(p.text[c.open:c.close]) >= 50:
				r.at(p, c.open, c.close+1, "proof.brackets.half", nil)
			}
		}
	}
}

// inner are the signs that stand within their like (GB/T 15834-2011, 4.8.3 and 4.15.3).
var inner = map[rune]string{'“': "‘’", '《': "〈〉"}

// sameMarksNested finds “…“…”…” and 《…《…》…》.
func sameMarksNested(in *reading, r *report) {
	for i := range in.passages {
		p := &in.passages[i]
		for _, c := range in.pairings[i].couples {
			if want := inner[p.text[c.open]]; c.inside && want != "" {
				r.at(p, c.open, c.close+1, "proof.nesting", models.Args{"Mark": fmt.Sprintf("%c%c", p.text[c.open], p.text[c.close]), "Inner": want})
			}
		}
	}
}
