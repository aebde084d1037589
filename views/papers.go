package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/layout"
)

// The papers of the review as files say what their pages say: both are made from the same view-models.

// SignOffSheetOf puts the record of a review into words. since is what changed since submission.
func SignOffSheetOf(ctx context.Context, r models.SignOffRecord, since redline.IssueDiff) SignOffSheetVM {
	vm := SignOffSheetVM{
		Bulletin: r.Bulletin, Label: r.Label, Date: r.Date, Articles: r.Articles, Pictures: r.Pictures, Run: r.Run, SubmittedBy: r.SubmittedBy,
		SubmittedAt: r.SubmittedAt, Contributors: r.Contributors, Hash: r.Hash, AuditSeq: r.AuditSeq, AuditHash: r.AuditHash,
	}
	vm.Access = AccessShown{Access: r.Access, Units: r.ListedUnits, Stricter: r.Stricter}
	vm.Informed = readingNote(ctx, r.Informed)
	for _, st := range r.Steps {
		vm.Steps = append(vm.Steps, sheetStep(ctx, st))
	}
	for _, e := range r.Earlier {
		vm.Earlier = append(vm.Earlier, sheetEarlier(ctx, e))
	}
	vm.Amendments = IssueChanges(ctx, since)
	for i, c := range since.Articles {
		a := SheetAmendment{Title: c.Title, Notes: ArticleNotes(ctx, c.Diff), Parts: changeParts(c.Diff.Flat())}
		if i < len(r.Amenders) {
			a.Who, a.Step, a.At = r.Amenders[i].Who, r.Amenders[i].Step, r.Amenders[i].At
		}
		vm.Amendments = append(vm.Amendments, a)
	}
	return vm
}

func sheetStep(ctx context.Context, st models.SignOffStep) SheetStep {
	out := SheetStep{Name: st.Name, Role: layout.RoleName(ctx, st.Role), Duty: st.Duty, Deadline: st.Deadline}
	if st.Person != "" {
		out.Role += "　" + st.Person
	}
	d := st.Decision
	if d == nil {
		return out
	}
	out.By, out.At, out.DecidedOn, out.Way, out.Opinion, out.Recorder = st.By, d.CreatedAt, d.DecidedOn, d.Way, d.Opinion, st.Recorder
	out.Carried, out.Override, out.Hash, out.Objection = d.CarriedFrom != nil, d.Override, d.Hash, d.Objection
	out.Authority = authorityNote(ctx, st.Authority)
	out.Checked = itemNames(ctx, d.Checked)
	return out
}

// SignOffSheet puts the record of a review into the words of its sheet, with times as clocks in a place show them. It does not say when
// it was printed.
func (EditionRenderer) SignOffSheet(ctx context.Context, r models.SignOffRecord, since redline.IssueDiff, at *time.Location) models.SignOffSheet {
	ctx = i18n.WithLocation(ctx, at)
	return SignOffSheetOf(ctx, r, since).Paper(ctx, PrintPage{})
}

// Paper is the sheet as paper prints it.
func (vm SignOffSheetVM) Paper(ctx context.Context, p PrintPage) models.SignOffSheet {
	out := models.SignOffSheet{
		File: i18n.T(ctx, "print.sheet_file", i18n.D{"Bulletin": vm.Bulletin, "Issue": vm.Label}), Title: vm.title(ctx), Issue: vm.Label,
		Facts: []models.Fact{
			{Label: i18n.T(ctx, "print.issue_date"), Text: orDash(dateLine(ctx, vm.Date))},
			{Label: i18n.T(ctx, "print.articles"), Text: vm.amount(ctx)},
			{Label: i18n.T(ctx, "print.submitted_by"), Text: orDash(vm.SubmittedBy)},
			{Label: i18n.T(ctx, "print.submitted_at"), Text: orDash(i18n.DateTime(ctx, vm.SubmittedAt))},
			{Label: i18n.T(ctx, "print.contributors"), Text: orDash(strings.Join(vm.Contributors, "、"))},
			{Label: i18n.T(ctx, "print.run"), Text: orDash(runName(ctx, vm.Run))},
		},
		Code:    models.Fact{Label: i18n.T(ctx, "print.check_code"), Text: models.CheckCode(vm.Hash)},
		Steps:   sheetSteps(ctx, vm.Steps),
		Before:  i18n.T(ctx, "print.earlier"),
		Amended: i18n.T(ctx, "print.amendments"),
		Proof: []models.Fact{
			{Label: i18n.T(ctx, "print.manifest_hash"), Text: vm.Hash},
			{Label: i18n.T(ctx, "print.audit_head", i18n.D{"Seq": strconv.FormatInt(vm.AuditSeq, 10)}), Text: vm.AuditHash},
		},
	}
	if !vm.Access.plain() {
		out.Facts = append(out.Facts, models.Fact{Label: i18n.T(ctx, "issue.field.access"), Text: vm.Access.Text(ctx)})
	}
	if vm.Informed != "" {
		out.Proof = append([]models.Fact{{Label: i18n.T(ctx, "print.informed"), Text: vm.Informed}}, out.Proof...)
	}
	if !p.PrintedAt.IsZero() {
		out.Proof = append(out.Proof, printed(ctx, p))
	}
	for _, e := range vm.Earlier {
		entry := e.amendment(ctx).paper(ctx)
		entry.Head = e.head(ctx)
		out.Earlier = append(out.Earlier, entry)
	}
	for _, a := range vm.Amendments {
		out.Amendments = append(out.Amendments, a.paper(ctx))
	}
	return out
}

func printed(ctx context.Context, p PrintPage) models.Fact {
	return models.Fact{Label: i18n.T(ctx, "print.printed"), Text: strings.TrimSpace(i18n.DateTime(ctx, p.PrintedAt) + " " + p.PrintedBy)}
}

func runName(ctx context.Context, run int) string {
	if run == 0 {
		return ""
	}
	return i18n.T(ctx, "print.run_number", i18n.D{"Number": strconv.Itoa(run)})
}

// sheetSteps is the table of steps; where nobody has decided, the usual opinions stand to be ticked.
func sheetSteps(ctx context.Context, steps []SheetStep) models.SheetSteps {
	out := models.SheetSteps{
		Title:   i18n.T(ctx, "print.steps"),
		Columns: [3]string{i18n.T(ctx, "print.col_step"), i18n.T(ctx, "print.col_opinion"), i18n.T(ctx, "print.col_signature")},
		Sign:    []string{i18n.T(ctx, "print.sign_here"), "", i18n.T(ctx, "print.date_here")},
	}
	for _, s := range steps {
		row := models.SheetStep{Name: s.Name, Role: s.Role, Checklist: s.checklist(ctx), Due: s.due(ctx), Opinion: "□ " + strings.Join(models.Opinions, "　□ ")}
		if s.By != "" {
			row.Opinion, row.Remarks, row.By, row.When = s.Opinion, s.remarks(ctx), s.By, s.when(ctx)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (a SheetAmendment) paper(ctx context.Context) models.SheetAmendment {
	out := models.SheetAmendment{Title: a.Title, Notes: a.Notes}
	if a.Who != "" {
		out.Head = strings.Join([]string{a.Step, a.Who, i18n.DateTime(ctx, a.At)}, "　")
	}
	for _, p := range a.excerpt() {
		out.Text = append(out.Text, models.MarkedText{Text: p.Text, Deleted: p.Deleted, Inserted: p.Inserted})
	}
	return out
}

// Paper is the review copy as paper prints it, with the steps of the review on its last page.
func (vm ReviewCopyVM) Paper(ctx context.Context, p PrintPage, steps []SheetStep, signed bool) models.ReviewCopy {
	code := models.CheckCode(vm.Hash)
	head := []string{vm.mark(ctx), i18n.T(ctx, "print.check_code") + " " + code}
	facts := []models.Fact{{Label: i18n.T(ctx, "print.check_code"), Text: code}}
	if vm.Run > 0 {
		head = append(head, i18n.T(ctx, "print.run_head", i18n.D{"Number": strconv.Itoa(vm.Run)}))
		facts = append(facts, models.Fact{Label: i18n.T(ctx, "print.run"), Text: runName(ctx, vm.Run)})
	}
	if vm.Step != "" {
		facts = append(facts, models.Fact{Label: i18n.T(ctx, "print.step"), Text: vm.Step})
	}
	if readers := AccessOf(vm.Content); !readers.plain() {
		facts = append(facts, models.Fact{Label: i18n.T(ctx, "issue.field.access"), Text: readers.Text(ctx)})
	}
	out := models.ReviewCopy{
		Content: vm.Content, File: vm.title(ctx), Head: strings.Join(head, "　"), Note: i18n.T(ctx, "print.places"), Title: vm.title(ctx),
		Facts: append(facts, printed(ctx, p)), Steps: sheetSteps(ctx, steps),
	}
	if !signed {
		out.Mark = i18n.T(ctx, "print.draft")
	}
	return out
}

// Paper is the comparison of an issue as a marked-up copy.
func (vm IssueCompareVM) Paper(ctx context.Context, bulletin string) models.MarkedUp {
	out := models.MarkedUp{
		File: i18n.T(ctx, "compare.paper_file", i18n.D{"Title": bulletin + vm.Label}), Title: i18n.T(ctx, "compare.paper_title", i18n.D{"Title": "《" + bulletin + "》" + vm.Label}),
		Between: i18n.T(ctx, "compare.between", i18n.D{"From": vm.FromName, "To": vm.ToName}), Legend: i18n.T(ctx, "compare.paper_legend"),
	}
	var around models.MarkedPart
	around.Title = i18n.T(ctx, "compare.fields")
	for _, f := range vm.Diff.Fields {
		around.Lines = append(around.Lines, models.MarkedLine{Label: i18n.T(ctx, fieldNames[f.Field]), Changed: true, Hands: handNames(ctx, vm.Around[string(f.Field)]), Text: markedText(fieldText(ctx, f))})
	}
	for _, l := range vm.Diff.Lists {
		around.Lines = append(around.Lines, models.MarkedLine{Label: i18n.T(ctx, fieldNames[l.Field]), Changed: true, Hands: handNames(ctx, vm.Around[string(l.Field)]), Text: markedText(entryText(ctx, l.Entries))})
	}
	if len(around.Lines) > 0 {
		out.Parts = append(out.Parts, around)
	}
	if vm.Diff.ContentsChanged() {
		out.Parts = append(out.Parts, contentsPart(ctx, vm.Diff, handNames(ctx, vm.Around[HandOfContents])))
	}
	for _, c := range vm.Diff.Articles {
		out.Parts = append(out.Parts, vm.diffOf(c).part(ctx, models.ArticleNumber(c.Number)+c.Title))
	}
	for _, a := range vm.onlyRemarked() {
		part := models.MarkedPart{Title: models.ArticleNumber(a.Number) + a.Title}
		for _, r := range a.Remarks {
			part.Lines = append(part.Lines, models.MarkedLine{Remarks: r.lines(ctx)})
		}
		out.Parts = append(out.Parts, part)
	}
	if len(out.Parts) == 0 {
		out.Parts = []models.MarkedPart{{Title: i18n.T(ctx, "compare.nothing")}}
	}
	return out
}

// contentsPart is what became of sections and articles, one a line.
func contentsPart(ctx context.Context, d redline.IssueDiff, hands []string) models.MarkedPart {
	out := models.MarkedPart{Title: i18n.T(ctx, "compare.contents")}
	for _, s := range d.Sections {
		if note := sectionNote(ctx, s); note != "" {
			out.Lines = append(out.Lines, models.MarkedLine{Label: note, Changed: true, Hands: hands, Text: markedText(s.Title)})
		}
		for _, p := range s.Articles {
			if note := placeNote(ctx, p); note != "" || redline.Changed(p.Title) {
				out.Lines = append(out.Lines, models.MarkedLine{Label: note, Changed: note != "", Hands: hands, Text: append([]models.MarkedText{{Text: placeNumber(p)}}, markedText(p.Title)...)})
			}
		}
	}
	return out
}

// Paper is the comparison of two revisions as a marked-up copy.
func (vm CompareVM) Paper(ctx context.Context) models.MarkedUp {
	return models.MarkedUp{
		File: i18n.T(ctx, "compare.paper_file", i18n.D{"Title": vm.Title}), Title: i18n.T(ctx, "compare.paper_title", i18n.D{"Title": vm.Title}),
		Between: i18n.T(ctx, "compare.between", i18n.D{"From": vm.From.name(ctx), "To": vm.To.name(ctx)}), Legend: i18n.T(ctx, "compare.paper_legend"),
		Parts: []models.MarkedPart{DiffVM{Diff: vm.Diff}.part(ctx, "")},
	}
}

// part is a whole article with its changes.
func (vm DiffVM) part(ctx context.Context, title string) models.MarkedPart {
	out := models.MarkedPart{Title: title}
	for n, l := range vm.lines(ctx) {
		if n > 0 || l.changed || len(l.remarks) > 0 { // a title that stayed stands over the text
			out.Lines = append(out.Lines, l.paper(ctx))
		}
	}
	return out
}

func (l diffLine) paper(ctx context.Context) models.MarkedLine {
	out := models.MarkedLine{Label: l.label, Notes: l.notes, Changed: l.changed, Text: markedText(l.text), Heading: l.heading()}
	if l.changed {
		out.Hands = handNames(ctx, l.hands)
	}
	for _, r := range l.remarks {
		out.Remarks = append(out.Remarks, r.lines(ctx)...)
	}
	if l.link.Label != "" {
		out.Notes = append([]string{l.link.Label}, out.Notes...)
	}
	if l.quiet {
		out.Notes, out.Text = append(out.Notes, l.opening()), nil // the text itself stands elsewhere
		return out
	}
	for _, it := range l.block.Items {
		level := max(it.Level[1], 0)
		if it.Kind == redline.Deleted {
			level = it.Level[0]
		}
		out.Items = append(out.Items, models.MarkedItem{Level: level, Text: markedText(it.Text)})
	}
	for _, extra := range []struct {
		key  string
		text []redline.Segment
	}{{"compare.caption", l.block.Caption}, {"compare.alt", l.block.Alt}} {
		if len(extra.text) > 0 {
			out.Items = append(out.Items, models.MarkedItem{Text: append([]models.MarkedText{{Text: i18n.T(ctx, extra.key)}}, markedText(extra.text)...)})
		}
	}
	for _, r := range l.block.Rows {
		row := models.MarkedRow{Word: rowWord(ctx, r), Head: r.Header}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, markedText(c.Text))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// heading reports whether the line is a heading now, or was one.
func (l diffLine) heading() bool {
	blocks := l.block.After
	if len(blocks) == 0 {
		blocks = l.block.Before
	}
	return len(blocks) > 0 && blocks[0].Kind == models.Heading
}

// raising is how far marks raise a text.
var raising = map[models.MarkKind]int{models.Superscript: 1, models.Subscript: -1}

// markedText leaves out underlining and links, which would look like what came: their changes stand in the notes.
func markedText(segments []redline.Segment) []models.MarkedText {
	out := make([]models.MarkedText, len(segments))
	for i, s := range segments {
		t := models.MarkedText{Text: s.Text, Deleted: s.Kind == redline.Deleted, Inserted: s.Kind == redline.Inserted}
		for _, m := range s.Marks {
			t.Bold = t.Bold || m.Kind == models.Bold
			t.Raised += raising[m.Kind]
		}
		out[i] = t
	}
	return out
}
