package newsroom

import (
	"bytes"
	"fmt"
	"io"

	"jianbao/internal/export"
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

// SignOffRecord is what the sign-off sheet records of the review.
func (p ReviewPage) SignOffRecord() models.SignOffRecord {
	out := models.SignOffRecord{
		Bulletin: p.Issue.Name, Label: p.Issue.Label(), Date: p.Issue.Date, Run: p.Run.Number, SubmittedBy: p.SubmittedBy, SubmittedAt: p.Run.SubmittedAt,
		Contributors: p.Contributors, Hash: p.Hash, AuditSeq: p.Head.Seq, AuditHash: p.Head.Hash,
	}
	for _, sec := range p.Content.Sections {
		out.Articles += len(sec.Articles)
		for _, art := range sec.Articles {
			out.Pictures += len(art.Text.Body.Pictures())
		}
	}
	for _, st := range p.Steps {
		step := models.SignOffStep{Name: st.Name, Role: st.Role}
		if d := st.Decision; d != nil {
			step.Decision, step.By, step.Recorder = &d.Decision, d.By, d.Recorder
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
