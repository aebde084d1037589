package views

import (
	"context"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// InformedPanel says who gets an issue for information (阅知). Its form posts to ReadHref.
type InformedPanel struct {
	People   []models.ReadingShown
	ReadHref string // says that the reader of the page has read it; empty: it is not for them, or they have
	Version  int64
}

// readingNote says on paper who got the issue for information, and when they had read it.
func readingNote(ctx context.Context, list []models.ReadingShown) string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = i18n.T(ctx, "print.not_read", i18n.D{"Name": r.Name})
		if !r.ReadAt.IsZero() {
			out[i] = i18n.T(ctx, "print.read", i18n.D{"Name": r.Name, "Time": i18n.DateTime(ctx, r.ReadAt)})
		}
	}
	return strings.Join(out, "；")
}
