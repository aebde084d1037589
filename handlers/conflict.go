package handlers

import (
	"context"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views"
)

// conflictRows pairs the parts of two texts of one article: title, source, then blocks in the order of mine; what only theirs
// has stands where it stood.
func conflictRows(ctx context.Context, theirs, mine models.ArticleText) []views.ConflictRow {
	d := redline.Articles(theirs, mine)
	out := []views.ConflictRow{
		conflictRow(i18n.T(ctx, "article.field.title"), d.Title),
		conflictRow(i18n.T(ctx, "article.field.source"), d.Source),
	}
	for _, b := range d.Blocks {
		if b.Kind != redline.Departed {
			row := conflictRow(i18n.T(ctx, "article.paragraph", i18n.D{"Number": max(b.From, b.To)}), b.Flat())
			row.Differs = b.Changed()
			out = append(out, row)
		}
	}
	return out
}

func conflictRow(label string, parts []redline.Segment) views.ConflictRow {
	return views.ConflictRow{
		Label: label, Theirs: redline.Side(parts, redline.Inserted), Mine: redline.Side(parts, redline.Deleted), Differs: redline.Changed(parts),
	}
}
