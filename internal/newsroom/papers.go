package newsroom

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"jianbao/internal/export"
	"jianbao/internal/store"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/docx"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

// paperPresses write laid-out pages in the formats that papers leave in.
var paperPresses = map[models.FileFormat]func(w io.Writer, p *typeset.Pages, pictures func(sha256 string) ([]byte, error)) error{
	models.FormatWord: docx.Write,
	models.FormatPDF:  pdf.Write,
}

// ReviewCopyFile prints a review copy in the layout of its bulletin. Whoever calls it has asked Review whether the actor may see the issue.
func (n *Newsroom) ReviewCopyFile(r models.ReviewCopy, f models.FileFormat) (FileShown, error) {
	r.Content = r.Content.Printed()
	paper, err := typeset.ReviewCopy(r, r.Content.Laid())
	if err != nil {
		return FileShown{}, err
	}
	return n.print(paper, r.File, f)
}

// SignOffSheetFile prints a sign-off sheet. Whoever calls it has asked Review whether the actor may see the issue.
func (n *Newsroom) SignOffSheetFile(s models.SignOffSheet, f models.FileFormat) (FileShown, error) {
	return n.print(typeset.SignOffSheet(s), s.File, f)
}

// MarkedUpFile prints a marked-up copy. Whoever calls it has asked CompareIssue or Revisions whether the actor may see both states.
func (n *Newsroom) MarkedUpFile(m models.MarkedUp, f models.FileFormat) (FileShown, error) {
	return n.print(typeset.MarkedUp(m), m.File, f)
}

// print lays a paper out and writes it; name is that of its file, without extension.
func (n *Newsroom) print(p *typeset.Paper, name string, f models.FileFormat) (FileShown, error) {
	write, known := paperPresses[f]
	if !known {
		return FileShown{}, models.NotFound()
	}
	fonts, err := n.setIn()
	if err != nil {
		return FileShown{}, err
	}
	var b bytes.Buffer
	if err := write(&b, typeset.Lay(p, fonts), n.files.Get); err != nil {
		return FileShown{}, fmt.Errorf("print %s: %w", f, err)
	}
	return FileShown{Name: export.SafeName(name + "." + string(f)), ContentType: f.ContentType(), Data: b.Bytes()}, nil
}

// sheetOf is the sign-off sheet of an edition; nil for one that was published without a review.
func (n *Newsroom) sheetOf(ctx context.Context, tx *store.Tx, e models.Edition) (*models.SignOffSheet, error) {
	if e.RunID == nil {
		return nil, nil //nolint:nilnil // having none is no error
	}
	f := &folder{}
	var err error
	if f.issue, err = tx.Issue(e.IssueID); err != nil {
		return nil, err
	}
	if f.drafters, err = tx.ContributorsTo(e); err != nil {
		return nil, err
	}
	f.issue.RunID = e.RunID
	if err := f.openRun(tx); err != nil {
		return nil, err
	}
	f.changes = slices.DeleteFunc(f.changes, func(c models.Change) bool { return c.RunID > f.run.ID }) // of corrections since
	p := ReviewPage{Issue: f.issue, Run: f.run, Content: e.Content, Hash: e.ManifestHash}
	if p.Progress, _, err = n.passage(tx, f); err != nil {
		return nil, err
	}
	if err := n.fillChanges(tx, f, &p); err != nil {
		return nil, err
	}
	if err := p.fillEarlier(tx, f); err != nil {
		return nil, err
	}
	if p.Head, err = tx.AuditHead(); err != nil {
		return nil, err
	}
	sheet := n.render.SignOffSheet(ctx, p.SignOffRecord(), p.Since, n.location)
	return &sheet, nil
}

// SignOffRecord is what the sign-off sheet records of the review.
func (p ReviewPage) SignOffRecord() models.SignOffRecord {
	out := models.SignOffRecord{
		Bulletin: p.Issue.Name, Label: p.Issue.Label(), Date: p.Issue.Date, Run: p.Run.Number, SubmittedBy: p.SubmittedBy, SubmittedAt: p.Run.SubmittedAt,
		Contributors: p.Contributors, Earlier: p.Earlier, Hash: p.Hash, AuditSeq: p.Head.Seq, AuditHash: p.Head.Hash,
	}
	out.Informed = p.Informed
	out.Access, out.ListedUnits, out.Stricter = p.Content.Manifest.Access, p.Content.Manifest.ListedUnits, p.Content.Stricter()
	for _, sec := range p.Content.Sections {
		out.Articles += len(sec.Articles)
		for _, art := range sec.Articles {
			out.Pictures += len(art.Text.Body.Pictures())
		}
	}
	for _, st := range p.Steps {
		step := models.SignOffStep{Name: st.Name, Role: st.Role, Person: st.Person, Duty: st.Duty, Deadline: st.Deadline}
		if d := st.Decision; d != nil {
			step.Decision, step.By, step.Recorder, step.Authority = &d.Decision, d.By, d.Recorder, d.Authority
		}
		out.Steps = append(out.Steps, step)
	}
	for _, ch := range p.Changed {
		by := models.Amender{At: ch.At}
		if len(ch.Who) > 0 {
			by.Who, by.Step = ch.Who[len(ch.Who)-1], ch.Steps[len(ch.Steps)-1]
		}
		out.Amenders = append(out.Amenders, by)
	}
	return out
}
