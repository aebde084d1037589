package views

import (
	"context"
	"strconv"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// IssueCompareVM shows what changed in an issue between two of its states. Choosing is a GET to the same address with `from`
// and `to` (keys of States) and `view` (side).
type IssueCompareVM struct {
	Slug     string
	IssueID  int64
	Label    string
	Path     string // the address without a choice
	States   []components.Option
	From, To string // keys chosen
	FromName string
	ToName   string
	Quick    []components.Link // what people ask for most
	Switch   DiffSwitch
	Diff     redline.IssueDiff
	Hands    map[int64]Hands   // by article: who changed what
	Around   Hands             // who changed what stands round the articles, by its field
	Remarks  []ArticleRemarks  // what people said
	Files    []components.Link // the marked-up copy in each format
	Alone    bool              // the issue has been kept in no other state yet
}

// fieldNames name the values of an issue.
var fieldNames = map[redline.Field]string{
	redline.FieldName: "issue.field.name", redline.FieldNumber: "issue.field.number", redline.FieldCumulative: "issue.field.cumulative",
	redline.FieldHost: "issue.field.host", redline.FieldDate: "issue.field.date", redline.FieldNote: "issue.field.access_note",
	redline.FieldEditorNote: "issue.field.editor_note", redline.FieldAccess: "issue.field.access", redline.FieldNumbering: "bulletin.article_numbering",
	redline.FieldPhone: "bulletin.phone", redline.ListTo: "issue.field.to", redline.ListCC: "issue.field.cc", redline.ListFor: "issue.field.for",
	redline.ListUnits: "issue.field.listed_units",
}

// proseFields are compared by the character; other values change as a whole.
var proseFields = map[redline.Field]bool{redline.FieldName: true, redline.FieldHost: true, redline.FieldNote: true, redline.FieldEditorNote: true}

// fieldText shows a value that changed.
func fieldText(ctx context.Context, f redline.FieldDiff) []redline.Segment {
	if proseFields[f.Field] {
		return redline.Texts(f.Before, f.After)
	}
	before, after := fieldValue(ctx, f.Field, f.Before), fieldValue(ctx, f.Field, f.After)
	return replaced(orDash(before), orDash(after))
}

func fieldValue(ctx context.Context, f redline.Field, value string) string {
	switch f {
	case redline.FieldAccess:
		return i18n.T(ctx, accessNames[models.Access(value)])
	case redline.FieldNumbering:
		return i18n.T(ctx, articleNumberingNames[models.ArticleNumbering(value)])
	case redline.FieldDate:
		return day(ctx, value)
	default:
		return value
	}
}

// placeNote says what became of an article of the contents.
func placeNote(ctx context.Context, p redline.PlaceDiff) string {
	if p.Kind == redline.Same && p.From.Number == p.To.Number {
		return ""
	}
	return i18n.T(ctx, placeNotes[p.Kind], i18n.D{"From": placeName(ctx, p, p.From), "To": placeName(ctx, p, p.To)})
}

// placeNotes are the words for each; an article that stayed in its order may have another number now.
var placeNotes = map[redline.Kind]string{
	redline.Inserted: "compare.place.inserted", redline.Deleted: "compare.place.deleted", redline.Moved: "compare.place.moved",
	redline.Departed: "compare.place.departed", redline.Same: "compare.place.renumbered",
}

// placeName is a printed number, with the section where that differs.
func placeName(ctx context.Context, p redline.PlaceDiff, at redline.Place) string {
	number := models.ArticleNumber(at.Number)
	if p.From.Section == p.To.Section || at.Section == "" || p.Kind == redline.Same {
		return number
	}
	return i18n.T(ctx, "compare.place.in", i18n.D{"Section": at.Section, "Number": number})
}

// placeNumber is the number in front of an article of the contents.
func placeNumber(p redline.PlaceDiff) string {
	if p.Kind == redline.Deleted || p.Kind == redline.Departed {
		return models.ArticleNumber(p.From.Number)
	}
	return models.ArticleNumber(p.To.Number)
}

// sectionNote says what became of a section.
func sectionNote(ctx context.Context, s redline.SectionDiff) string {
	if s.Kind == redline.Same && !redline.Changed(s.Title) {
		return ""
	}
	return i18n.T(ctx, sectionNotes[s.Kind], i18n.D{"From": s.From, "To": s.To})
}

var sectionNotes = map[redline.Kind]string{
	redline.Inserted: "compare.section.inserted", redline.Deleted: "compare.section.deleted", redline.Moved: "compare.section.moved",
	redline.Same: "compare.section.renamed",
}

// IssueChanges lists for the sign-off sheet what changed in masthead, distribution and contents.
func IssueChanges(ctx context.Context, d redline.IssueDiff) []SheetAmendment {
	var out []SheetAmendment
	for _, f := range d.Fields {
		out = append(out, SheetAmendment{Title: i18n.T(ctx, fieldNames[f.Field]), Parts: changeParts(fieldText(ctx, f))})
	}
	for _, l := range d.Lists {
		out = append(out, SheetAmendment{Title: i18n.T(ctx, fieldNames[l.Field]), Parts: changeParts(entryText(ctx, l.Entries))})
	}
	if notes := contentsNotes(ctx, d); len(notes) > 0 {
		out = append(out, SheetAmendment{Title: i18n.T(ctx, "compare.contents"), Notes: notes})
	}
	return out
}

func changeParts(segments []redline.Segment) []ChangePart {
	out := make([]ChangePart, len(segments))
	for i, s := range segments {
		out[i] = ChangePart{Text: s.Text, Deleted: s.Kind == redline.Deleted, Inserted: s.Kind == redline.Inserted}
	}
	return out
}

// contentsNotes say what became of sections and articles, one a line.
func contentsNotes(ctx context.Context, d redline.IssueDiff) []string {
	var out []string
	for _, s := range d.Sections {
		if note := sectionNote(ctx, s); note != "" {
			out = append(out, i18n.T(ctx, "compare.line", i18n.D{"Title": plain(s.Title), "Note": note}))
		}
		for _, p := range s.Articles {
			if note := placeNote(ctx, p); note != "" && p.Kind != redline.Departed {
				out = append(out, i18n.T(ctx, "compare.line", i18n.D{"Title": placeNumber(p) + plain(p.Title), "Note": note}))
			}
		}
	}
	return out
}

func changeAnchor(article int64) string { return "change-" + strconv.FormatInt(article, 10) }

func (vm IssueCompareVM) diffOf(c redline.ArticleChange) DiffVM {
	return DiffVM{Diff: c.Diff, Side: vm.Switch.Side, Anchor: changeAnchor(c.Article) + "-", Hands: vm.Hands[c.Article], Remarks: vm.remarksOf(c.Article)}
}
