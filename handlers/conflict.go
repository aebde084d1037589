package handlers

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

var segmentKinds = map[redline.Kind]components.SegmentKind{
	redline.Same: components.Kept, redline.Deleted: components.Deleted, redline.Inserted: components.Inserted,
}

// segments draws a comparison, leaving out one kind (to show one side of it) or none.
func segments(parts []redline.Segment, without redline.Kind) []components.Segment {
	var out []components.Segment
	for _, p := range parts {
		if p.Kind != without {
			out = append(out, components.Segment{Text: p.Text, Kind: segmentKinds[p.Kind]})
		}
	}
	return out
}

// part is one named piece of an article as two texts have it.
type part struct {
	label  string
	id     string
	before string
	after  string
}

// textParts pairs two texts of one article: title, source, units, then blocks by their permanent ids, in the order of the second;
// what only the first has stands where it stood.
func textParts(ctx context.Context, before, after models.ArticleText) []part {
	out := []part{
		{label: i18n.T(ctx, "article.field.title"), before: before.Title, after: after.Title},
		{label: i18n.T(ctx, "article.field.source"), before: before.Source, after: after.Source},
	}
	old := make(map[string]models.Block, len(before.Body.Blocks))
	for _, b := range before.Body.Blocks {
		old[b.ID] = b
	}
	var blocks []part
	for _, b := range after.Body.Blocks {
		o := old[b.ID]
		blocks = append(blocks, part{id: b.ID, before: o.PlainText(), after: b.PlainText()})
	}
	for i, b := range before.Body.Blocks {
		if !slices.ContainsFunc(blocks, func(p part) bool { return p.id == b.ID }) {
			blocks = slices.Insert(blocks, min(i, len(blocks)), part{id: b.ID, before: b.PlainText()})
		}
	}
	for i := range blocks {
		blocks[i].label = i18n.T(ctx, "article.paragraph", i18n.D{"Number": i + 1})
	}
	out = append(out, blocks...)
	return slices.DeleteFunc(out, func(p part) bool { return p.before == "" && p.after == "" })
}

func conflictRows(ctx context.Context, theirs, mine models.ArticleText) []views.ConflictRow {
	var out []views.ConflictRow
	for _, p := range textParts(ctx, theirs, mine) {
		diff := redline.Compare(p.before, p.after)
		out = append(out, views.ConflictRow{
			Label: p.label, Theirs: segments(diff, redline.Inserted), Mine: segments(diff, redline.Deleted), Differs: p.before != p.after,
		})
	}
	return out
}

func compareParts(ctx context.Context, before, after models.ArticleText) []views.ComparePart {
	var out []views.ComparePart
	for _, p := range textParts(ctx, before, after) {
		out = append(out, views.ComparePart{Label: p.label, Segments: segments(redline.Compare(p.before, p.after), ""), Changed: p.before != p.after})
	}
	return out
}

// changedLines leaves out the paragraphs of a comparison in which nothing changed.
func changedLines(parts []redline.Segment) []redline.Segment {
	var out, line []redline.Segment
	changed := false
	flush := func() {
		if changed {
			out = append(out, line...)
		}
		line, changed = nil, false
	}
	for _, p := range parts {
		if p.Kind != redline.Same {
			line, changed = append(line, p), true
			continue
		}
		for i, text := range strings.SplitAfter(p.Text, "\n") {
			if i > 0 {
				flush()
			}
			line = append(line, redline.Segment{Kind: redline.Same, Text: text})
		}
	}
	flush()
	return out
}
