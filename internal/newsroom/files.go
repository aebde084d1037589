package newsroom

import (
	"context"
	"errors"
	"slices"

	"jianbao/internal/export"
	"jianbao/internal/store"
	"jianbao/models"
)

// FileShown is a file of an issue as it is handed out.
type FileShown struct {
	Name        string // 自贸动态第232期.docx
	ContentType string
	SHA256      string
	Data        []byte
	Access      models.Access // the strictest of what stands in it
	Gone        bool          // its issue, or an article of it, is withdrawn or taken down: there is nothing else to show
}

// Disposition is the header under which a browser saves the file by its name.
func (f FileShown) Disposition() string { return export.Attachment(f.Name) }

// originals is the folder of an archive for what an issue was made from.
const originals = "原件"

// makeFiles makes what is still to be made of an edition's files. Doing it twice does nothing; one that fails leaves the others alone
// and is tried again with the outbox's patience. The archive comes last, because it holds the others.
func (n *Newsroom) makeFiles(ctx context.Context, edition int64) error {
	var e models.Edition
	var files []models.EditionFile
	var uploads []models.Upload
	var sheet *models.SignOffSheet
	err := n.store.Read(ctx, func(tx *store.Tx) (err error) {
		if e, err = tx.Edition(edition); err != nil {
			return err
		}
		if uploads, err = tx.Originals(e); err != nil {
			return err
		}
		if sheet, err = n.sheetOf(ctx, tx, e); err != nil {
			return err
		}
		files, err = tx.EditionFiles(edition)
		return err
	})
	if err != nil || !slices.ContainsFunc(files, func(f models.EditionFile) bool { return !f.Made() }) {
		return err
	}
	p, err := n.typeset(e.Content)
	if err != nil {
		return err
	}
	p.edition = e.Hash
	for _, u := range uploads {
		p.add(originals, u.Name, u.ContentType, func() ([]byte, error) { return n.files.Get(u.SHA256) })
	}
	if sheet != nil {
		p.add("", export.SafeName(sheet.File+"."+string(models.FormatPDF)), models.FormatPDF.ContentType(), func() ([]byte, error) {
			f, err := n.SignOffSheetFile(*sheet, models.FormatPDF)
			return f.Data, err
		})
	}
	var failed []error
	for _, f := range files {
		if f.Format == models.FormatArchive && errors.Join(failed...) != nil {
			break // an archive without its Word file would be taken for whole
		}
		sha256, err := n.makeFile(ctx, p, f)
		failed = append(failed, err)
		p.add("", export.Name(e.Content, "."+string(f.Format)), f.Format.ContentType(), func() ([]byte, error) { return n.files.Get(sha256) })
	}
	return errors.Join(append(failed, n.store.Write(ctx, func(tx *store.Tx) error { return tx.TouchPages() }))...)
}

// makeFile makes one file, unless it is there, and returns under what it is stored.
func (n *Newsroom) makeFile(ctx context.Context, p *printing, f models.EditionFile) (string, error) {
	if f.Made() {
		return f.SHA256, nil
	}
	data, err := p.press(f.Format)
	sha256 := ""
	if err == nil {
		sha256, err = n.files.Put(data)
	}
	return sha256, errors.Join(err, n.store.Write(ctx, func(tx *store.Tx) error {
		if err != nil {
			return tx.FileFailed(f.ID, err)
		}
		return tx.FileMade(f.ID, sha256, int64(len(data)))
	}))
}

// wholeEdition is edition for what holds the whole issue: for whoever may read every article in it. It may be gone, or have gaps.
func wholeEdition(tx *store.Tx, a models.Actor, b models.Bulletin, issue int64) (EditionPage, error) {
	to, err := readershipIn(tx, a, b.ID)
	if err != nil {
		return EditionPage{}, err
	}
	p, err := edition(tx, to, b, issue)
	if err == nil && p.Part {
		return EditionPage{}, models.NotFound()
	}
	return p, err
}

// EditionFile hands a file of a published issue to whoever may read the issue with every article. The archive is for those who may read it
// before it is published.
func (n *Newsroom) EditionFile(ctx context.Context, a models.Actor, b models.Bulletin, issue int64, format models.FileFormat) (FileShown, error) {
	var p EditionPage
	var f models.EditionFile
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		if p, err = wholeEdition(tx, a, b, issue); err != nil {
			return err
		}
		if !mayHave(a, b, format) {
			return models.NotFound()
		}
		if !p.Whole() { // a file holds the whole edition, so there is none while an article is out of sight
			p.Gone = true
			return nil
		}
		f, err = tx.EditionFile(p.Edition.ID, format)
		return err
	})
	if err != nil || p.Gone {
		return FileShown{Gone: p.Gone}, err
	}
	if !f.Made() {
		return FileShown{}, models.NotFound()
	}
	data, err := n.files.Get(f.SHA256)
	return FileShown{
		Name: export.Name(p.Edition.Content, "."+string(format)), ContentType: format.ContentType(), SHA256: f.SHA256, Data: data, Access: p.Edition.Content.Strictest(),
	}, err
}

func mayHave(a models.Actor, b models.Bulletin, f models.FileFormat) bool {
	return slices.Contains(models.ReaderFormats, f) || f == models.FormatArchive && models.Can(roleIn(a, b.ID), models.ReadUnpublished, models.Circumstances{Submitted: true})
}

// DraftFile makes a file of the working copy of an issue, for whoever may read it. It carries the mark of a draft until it is signed.
func (n *Newsroom) DraftFile(ctx context.Context, a models.Actor, id int64, format models.FileFormat) (FileShown, error) {
	page, err := n.Review(ctx, a, id)
	if err != nil {
		return FileShown{}, err
	}
	if format == models.FormatArchive {
		return FileShown{}, models.NotFound() // an archive is of an edition
	}
	p, err := n.typeset(page.Content)
	if err != nil {
		return FileShown{}, err
	}
	if page.Issue.Workflow != models.Signed {
		p.pages.Paper.Mark = draftMark
	}
	data, err := p.press(format)
	return FileShown{Name: export.Name(page.Content, "."+string(format)), ContentType: format.ContentType(), Data: data}, err
}

// IssueFiles are the files of an issue's live edition: what is made, what is still to come and what failed.
type IssueFiles struct {
	List     []models.EditionFile // empty: there is no edition
	CanRetry bool                 // the actor may have the missing ones made again at once
}

// Settled counts the files that are made or failed.
func (f IssueFiles) Settled() int {
	n := 0
	for _, one := range f.List {
		if one.Made() || one.Error != "" {
			n++
		}
	}
	return n
}

// IssueFiles lists the files of an issue's live edition, for whoever may read its working copy.
func (n *Newsroom) IssueFiles(ctx context.Context, a models.Actor, id int64) (out IssueFiles, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil || f.issue.EditionID == nil {
			return err
		}
		out.CanRetry = models.Can(a.Role, models.EditContent, f.circumstances(a))
		out.List, err = tx.EditionFiles(*f.issue.EditionID)
		return err
	})
	return out, err
}

// RetryFiles makes the outbox try again at once to make the files that are missing.
func (n *Newsroom) RetryFiles(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		if f.issue.EditionID == nil {
			return models.NotFound()
		}
		if err := allow(a, models.EditContent, f.circumstances(a)); err != nil {
			return err
		}
		return tx.Enqueue(models.MakeFiles, *f.issue.EditionID)
	})
}
