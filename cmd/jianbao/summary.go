package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"jianbao/internal/flow"
	"jianbao/internal/manuscript"
	"jianbao/models"
)

// doubts say what a person should look at.
var doubts = map[manuscript.Doubt]string{
	manuscript.DoubtHeading:   "taken for a heading by its shape alone",
	manuscript.DoubtJoin:      "joined with its neighbour, or left apart, on weak evidence",
	manuscript.DoubtOutline:   "another reading of sections and articles fits nearly as well",
	manuscript.DoubtTitle:     "text without a title",
	manuscript.DoubtTitles:    "titles recognised by their shape alone",
	manuscript.DoubtPreface:   "text before the first title, taken for an editor's note",
	manuscript.DoubtMasthead:  "a line of the masthead that was not understood",
	manuscript.DoubtNumber:    "an issue number that can be read in more than one way",
	manuscript.DoubtSequence:  "a printed number out of order",
	manuscript.DoubtCharacter: "characters that were lost before this program saw them",
	manuscript.DoubtSource:    "a name in brackets, taken for the source",
	manuscript.DoubtNothing:   "nothing but a masthead",
}

// omissions say what of a file did not become text.
var omissions = map[flow.OmissionKind]string{
	flow.Deletion: "tracked deletion",
	flow.Hidden:   "hidden text",
	flow.Comment:  "comment",
	flow.Macro:    "macro",
	flow.External: "external part",
	flow.Object:   "object or picture of an unreadable format",
	flow.Field:    "field code",
	flow.Script:   "script or style",
	flow.Spacing:  "blank between a number and a Chinese character",
	flow.Scan:     "page that is a picture",
}

// summarise tells a person what was read of a file.
func summarise(w io.Writer, name string, d *manuscript.Document, stored string) error {
	var b strings.Builder
	m := d.Masthead
	number := models.IssueNumber{Kind: models.IssueKind(m.Kind), Year: m.Year, Number: m.Number, Cumulative: m.Cumulative}
	fmt.Fprintf(&b, "%s\n  %s %s %s %s\n", name, orNone(m.Name.Value), orNone(number.Label()), orNone(m.Host.Value), orNone(m.Date))
	articles, blocks := 0, 0
	var outline strings.Builder
	for i, s := range d.Sections {
		if s.Title.Value != "" {
			fmt.Fprintf(&outline, "  %s%s\n", models.SectionNumber(i+1), s.Title.Value)
		}
		for _, a := range s.Articles {
			articles, blocks = articles+1, blocks+len(a.Blocks)
			fmt.Fprintf(&outline, "    %s%s\n", models.ArticleNumber(a.Number), a.Title.Value)
		}
	}
	fmt.Fprintf(&b, "  %d sections, %d articles, %d blocks; %d repairs, %d lines left out, %d uncertain\n%s",
		len(d.Sections), articles, blocks, len(d.Repairs), len(d.Dropped), len(d.Uncertain), outline.String())
	for _, o := range d.Omitted {
		fmt.Fprintf(&b, "  not read: %d × %s %s\n", o.Count, cmp.Or(omissions[o.Kind], string(o.Kind)), o.Sample)
	}
	if len(d.Repairs) > 0 {
		fmt.Fprintln(&b, "  repairs:")
	}
	for _, r := range d.Repairs {
		fmt.Fprintf(&b, "    line %d, %s: %s\n", r.Line, r.Kind, repaired(r))
	}
	if len(d.Uncertain) > 0 {
		fmt.Fprintf(&b, "  uncertain:\n%s\n", uncertain(d))
	}
	if stored != "" {
		fmt.Fprintf(&b, "  %s\n", stored)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// uncertain lists the doubts about a file.
func uncertain(d *manuscript.Document) string {
	lines := make([]string, len(d.Uncertain))
	for i, u := range d.Uncertain {
		lines[i] = fmt.Sprintf("    line %d: %s", u.Line, cmp.Or(doubts[u.Why], string(u.Why)))
	}
	return strings.Join(lines, "\n")
}

func orNone(s string) string { return cmp.Or(s, "–") }

// shown is how much stands on either side of a repair, in characters.
const shown = 16

// repaired shows a repair: of a join the cut that it healed, else what stood there and what stands there now.
func repaired(r manuscript.Repair) string {
	before, after, cut := strings.Cut(r.Before, "\n")
	if r.Kind != manuscript.Join || !cut {
		return clip(r.Before) + " → " + clip(r.After)
	}
	head, tail := []rune(before), []rune(after)
	return "…" + string(head[max(0, len(head)-shown):]) + "⏎" + string(tail[:min(len(tail), shown)]) + "…"
}

// clip keeps the head and the end of a text that is too long for a line.
func clip(s string) string {
	r := []rune(strings.ReplaceAll(strings.TrimSpace(s), "\n", "⏎"))
	if len(r) <= 2*shown {
		return string(r)
	}
	return string(r[:shown]) + "…" + string(r[len(r)-shown:])
}
