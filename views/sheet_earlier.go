package views

import (
	"context"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
)

// SheetEarlier is what steps and amendments of the sheet do not show: a return with what it asked for, an approval that no longer
// counts, an amendment in an earlier run.
type SheetEarlier struct {
	SheetStep
	Run      int
	Returned bool
	Category string // of a return, in words
	Points   []SheetPoint
	Amended  *SheetAmendment // an amendment; nil: a decision
}

// SheetPoint is one thing that a return asked for.
type SheetPoint struct {
	Title, Quote, Note string
	Done               bool
	By, Answer         string
}

func sheetEarlier(ctx context.Context, e models.SignOffEarlier) SheetEarlier {
	if e.Decision == nil {
		d := redline.Articles(e.Before, e.After)
		a := SheetAmendment{Step: e.Name, Who: e.By, At: e.At, Title: e.After.Title, Notes: ArticleNotes(ctx, d), Parts: changeParts(d.Flat())}
		return SheetEarlier{SheetStep: SheetStep{Name: e.Name, By: e.By, At: e.At}, Run: e.Run, Amended: &a}
	}
	out := SheetEarlier{
		SheetStep: sheetStep(ctx, e.SignOffStep), Run: e.Run, Returned: e.Decision.Verdict == models.ReturnedBack, Category: CategoryName(ctx, e.Decision.Category),
	}
	for i, p := range e.Points {
		out.Points = append(out.Points, SheetPoint{Title: p.Title, Quote: p.Quote, Note: p.Note, Done: !p.Open(), By: e.Doers[i], Answer: p.Answer})
	}
	return out
}

// head says who decided what, in which run and step, and when.
func (e SheetEarlier) head(ctx context.Context) string {
	parts := []string{runName(ctx, e.Run), e.Name, e.By, e.when(ctx), i18n.T(ctx, e.what())}
	if e.Category != "" {
		parts = append(parts, e.Category)
	}
	return strings.Join(parts, "　")
}

// what is the key of what was done.
func (e SheetEarlier) what() string {
	switch {
	case e.Amended != nil:
		return "print.amended"
	case e.Returned:
		return verdictNames[models.ReturnedBack]
	default:
		return verdictNames[models.Approved]
	}
}

// amendment is the entry as the list of amendments has it.
func (e SheetEarlier) amendment(ctx context.Context) SheetAmendment {
	if e.Amended != nil {
		return *e.Amended
	}
	return SheetAmendment{Title: e.Opinion, Notes: e.notes(ctx)}
}

// notes are what a return asked for with what became of it, and what has to be known about the decision.
func (e SheetEarlier) notes(ctx context.Context) []string {
	var out []string
	for _, p := range e.Points {
		out = append(out, p.line(ctx))
	}
	remarks := e.remarks(ctx)
	if !e.Returned && e.Objection == "" {
		remarks = append([]string{i18n.T(ctx, "print.superseded")}, remarks...)
	}
	return append(out, strings.Join(remarks, "；"))
}

// line is a point in one line: where, what, and how it was answered.
func (p SheetPoint) line(ctx context.Context) string {
	place := p.Title
	switch {
	case place == "":
		place = i18n.T(ctx, "returning.whole")
	case p.Quote != "":
		place = i18n.T(ctx, "print.point_in", i18n.D{"Title": p.Title, "Quote": p.Quote})
	}
	data := i18n.D{"Place": place, "Note": p.Note, "By": p.By, "Answer": p.Answer}
	what := place
	if p.Note != "" {
		what = i18n.T(ctx, "print.point_note", data)
	}
	data["What"] = what
	switch {
	case !p.Done:
		return i18n.T(ctx, "print.point_open", data)
	case p.Answer != "":
		return i18n.T(ctx, "print.point_answered", data)
	default:
		return i18n.T(ctx, "print.point_done", data)
	}
}
