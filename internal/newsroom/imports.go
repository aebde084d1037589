package newsroom

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"jianbao/internal/manuscript"
	"jianbao/internal/store"
	"jianbao/models"
)

// ImportPage is a file on the mapping screen: what recognition and the person's decisions make of it.
type ImportPage struct {
	Bulletin  models.Bulletin
	Import    models.Import
	Upload    models.Upload
	Document  *manuscript.Document
	Decisions manuscript.Decisions
	Issue     models.Issue  // the masthead that confirming would store
	Holder    *models.Issue // the issue that already has this number
	Same      *models.Issue // an issue made from exactly this file
}

// ImportList is the files that have not become issues yet.
type ImportList struct {
	Bulletin models.Bulletin
	Imports  []models.Import
	Uploads  map[int64]models.Upload
	Names    map[int64]string
}

// Imports lists the files of a bulletin that wait on the mapping screen.
func (n *Newsroom) Imports(ctx context.Context, a models.Actor) (ImportList, error) {
	var out ImportList
	err := n.read(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		var err error
		if out.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		if out.Imports, err = tx.OpenImports(a.BulletinID); err != nil {
			return err
		}
		uploads, users := make([]int64, len(out.Imports)), make([]int64, len(out.Imports))
		for i, im := range out.Imports {
			uploads[i], users[i] = im.UploadID, im.UserID
		}
		if out.Uploads, err = tx.UploadsByID(uploads); err != nil {
			return err
		}
		out.Names, err = tx.UserNames(users)
		return err
	})
	return out, err
}

// StartImport keeps a file and puts it on the mapping screen. A file that intake refuses is not kept.
func (n *Newsroom) StartImport(ctx context.Context, a models.Actor, name string, data []byte) (int64, error) {
	if err := allow(a, models.EditContent, models.Circumstances{}); err != nil { // or anybody could fill the disk
		return 0, err
	}
	doc, err := ReadManuscript(ctx, name, data, nil)
	if err != nil {
		return 0, err
	}
	hash, err := n.files.Put(data)
	if err != nil {
		return 0, err
	}
	u := models.Upload{BulletinID: a.BulletinID, SHA256: hash, Name: fileName(name), Size: int64(len(data)), ContentType: contentTypes[doc.Format], UserID: a.UserID}
	im := models.Import{}
	err = n.write(ctx, a, func(tx *store.Tx) error { return keepImport(tx, a, u, &im) })
	return im.ID, err
}

// keepImport notes a file of the file store and puts it on the mapping screen.
func keepImport(tx *store.Tx, a models.Actor, u models.Upload, im *models.Import) error {
	if err := tx.CreateUpload(&u); err != nil {
		return err
	}
	im.BulletinID, im.UploadID, im.UserID, im.Decisions = a.BulletinID, u.ID, a.UserID, []byte("[]")
	if err := tx.CreateImport(im); err != nil {
		return err
	}
	return note(tx, a, models.AuditEntry{Action: "import.started", Object: object("import", im.ID), Details: models.AuditDetails{{Name: "file", Value: u.Name}, {Name: "sha256", Value: u.SHA256}}})
}

// fileName is a name fit to be shown: no control characters, bounded, never empty.
func fileName(name string) string {
	out := make([]rune, 0, 120)
	for _, r := range name {
		if r >= ' ' && r != 0x7f && len(out) < 120 {
			out = append(out, r)
		}
	}
	return cmp.Or(string(out), "text.txt")
}

// Import shows a file on the mapping screen.
func (n *Newsroom) Import(ctx context.Context, a models.Actor, id int64) (ImportPage, error) {
	var p ImportPage
	err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		p, err = n.openImport(ctx, tx, a, id)
		return err
	})
	return p, err
}

// takeImport finds an import that is about to be changed, as its version was seen, without reading its file.
func takeImport(tx *store.Tx, a models.Actor, id, version int64) (p ImportPage, err error) {
	if p, err = findImport(tx, a, id); err != nil {
		return p, err
	}
	if p.Import.IssueID != nil || p.Import.Version != version {
		return p, models.Fail(models.CodeConflict, "import.changed_meanwhile")
	}
	return p, nil
}

func findImport(tx *store.Tx, a models.Actor, id int64) (p ImportPage, err error) {
	if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
		return p, err
	}
	if p.Import, err = tx.Import(a.BulletinID, id); err != nil {
		return p, err
	}
	if p.Upload, err = tx.Upload(a.BulletinID, p.Import.UploadID); err != nil {
		return p, err
	}
	if err := json.Unmarshal(p.Import.Decisions, &p.Decisions); err != nil {
		return p, fmt.Errorf("read the decisions of import %d: %w", id, err)
	}
	return p, nil
}

// recognise makes of a file what the decisions say.
func (n *Newsroom) recognise(ctx context.Context, u models.Upload, d manuscript.Decisions) (*manuscript.Document, error) {
	data, err := n.files.Get(u.SHA256)
	if err != nil {
		return nil, err
	}
	return ReadManuscript(ctx, u.Name, data, d)
}

func (n *Newsroom) openImport(ctx context.Context, tx *store.Tx, a models.Actor, id int64) (ImportPage, error) {
	p, err := findImport(tx, a, id)
	if err != nil {
		return p, err
	}
	if p.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
		return p, err
	}
	if p.Document, err = n.recognise(ctx, p.Upload, p.Decisions); err != nil {
		return p, err
	}
	if p.Import.Archive {
		p.Issue = archiveMasthead(p.Bulletin, p.Document)
		return p, p.compare(tx)
	}
	proposal, err := n.propose(tx, p.Bulletin, kindOf(p.Document))
	if err != nil {
		return p, err
	}
	p.Issue = masthead(proposal.Issue, p.Document)
	return p, p.compare(tx)
}

// compare looks for an issue that already has the number, and for one that was made from the same file.
func (p *ImportPage) compare(tx *store.Tx) error {
	held, err := tx.IssueByNumber(p.Bulletin.ID, p.Issue.IssueNumber())
	switch {
	case err == nil:
		p.Holder = &held
	case models.CodeOf(err) != models.CodeNotFound:
		return err
	}
	same, err := tx.IssueByFile(p.Bulletin.ID, p.Upload.SHA256)
	switch {
	case err == nil:
		p.Same = &same
	case models.CodeOf(err) != models.CodeNotFound:
		return err
	}
	return nil
}

// MaxDecisions bounds the decisions of one import.
const MaxDecisions = 5000

// DecideImport adds a decision of the person, or takes the last one back (nil). Decisions that do not fit the text are
// refused, and nothing is written.
func (n *Newsroom) DecideImport(ctx context.Context, a models.Actor, id, version int64, decisions ...manuscript.Decision) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		p, err := takeImport(tx, a, id, version)
		if err != nil {
			return err
		}
		p.Decisions = append(p.Decisions, decisions...)
		if len(decisions) == 0 {
			p.Decisions = p.Decisions[:max(len(p.Decisions)-1, 0)]
		}
		if len(p.Decisions) > MaxDecisions {
			return models.Fail(models.CodeInvalid, "import.too_many_decisions").With(models.Args{"Max": MaxDecisions})
		}
		doc, err := n.recognise(ctx, p.Upload, p.Decisions)
		if err != nil {
			return err
		}
		if p.Import.Archive {
			p.Import.Outline = outlineOf(doc)
		}
		p.Import.Decisions = models.Canonical(p.Decisions)
		return tx.UpdateImport(&p.Import)
	})
}

// DiscardImport takes a file off the mapping screen; the file itself stays.
func (n *Newsroom) DiscardImport(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		p, err := findImport(tx, a, id)
		if err != nil {
			return err
		}
		if p.Import.IssueID != nil {
			return models.Fail(models.CodeConflict, "import.done")
		}
		if err := tx.DeleteImport(id); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "import.discarded", Object: object("import", id), Details: models.AuditDetails{{Name: "file", Value: p.Upload.Name}}})
	})
}

// ConfirmImport makes the issue that the mapping screen shows, in one transaction: all of it or nothing. typed is the masthead as
// the person corrected it.
func (n *Newsroom) ConfirmImport(ctx context.Context, a models.Actor, id, version int64, typed models.Issue) (models.Issue, error) {
	var issue models.Issue
	shown, err := n.Import(ctx, a, id)
	if err != nil {
		return issue, err
	}
	pictures, err := n.makePictures(ctx, a, shown.Document.Pictures)
	if err != nil {
		return issue, err
	}
	err = n.write(ctx, a, func(tx *store.Tx) error {
		p, err := n.openImport(ctx, tx, a, id)
		if err != nil {
			return err
		}
		if p.Import.IssueID != nil || p.Import.Version != version {
			return models.Fail(models.CodeConflict, "import.changed_meanwhile")
		}
		issue = p.Issue
		issue.Kind, issue.Year, issue.Number, issue.Cumulative = typed.Kind, typed.Year, typed.Number, typed.Cumulative
		issue.Name, issue.Host, issue.Date, issue.AccessNote, issue.Access = typed.Name, typed.Host, typed.Date, typed.AccessNote, typed.Access
		if err := n.storeImport(tx, a, &issue, p.Document, pictures, p.Upload); err != nil {
			return err
		}
		p.Import.IssueID = &issue.ID
		return tx.UpdateImport(&p.Import)
	})
	return issue, err
}

// ImportFile makes an issue from a file without a mapping screen, for the command line. Unless accept is given, a file with
// anything uncertain is refused.
func (n *Newsroom) ImportFile(ctx context.Context, a models.Actor, name string, data []byte, accept bool) (models.Issue, *manuscript.Document, error) {
	doc, err := ReadManuscript(ctx, name, data, nil)
	if err != nil {
		return models.Issue{}, nil, err
	}
	if len(doc.Uncertain) > 0 && !accept {
		return models.Issue{}, doc, models.Fail(models.CodeInvalid, "import.uncertain").With(models.Args{"Count": len(doc.Uncertain)})
	}
	hash, err := n.files.Put(data)
	if err != nil {
		return models.Issue{}, doc, err
	}
	pictures, err := n.makePictures(ctx, a, doc.Pictures)
	if err != nil {
		return models.Issue{}, doc, err
	}
	var issue models.Issue
	err = n.write(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		b, err := tx.Bulletin(a.BulletinID)
		if err != nil {
			return err
		}
		proposal, err := n.propose(tx, b, kindOf(doc))
		if err != nil {
			return err
		}
		u := models.Upload{BulletinID: b.ID, SHA256: hash, Name: fileName(name), Size: int64(len(data)), ContentType: contentTypes[doc.Format], UserID: a.UserID}
		if err := tx.CreateUpload(&u); err != nil {
			return err
		}
		issue = masthead(proposal.Issue, doc)
		return n.storeImport(tx, a, &issue, doc, pictures, u)
	})
	return issue, doc, err
}

// storeImport writes issue, sections, articles and first revisions.
func (n *Newsroom) storeImport(tx *store.Tx, a models.Actor, issue *models.Issue, doc *manuscript.Document, files []PictureFile, u models.Upload) error {
	issue.UploadID = &u.ID
	if err := n.insertIssue(tx, a, issue); err != nil {
		return err
	}
	pictures, err := n.keepPictures(tx, a, files)
	if err != nil {
		return err
	}
	var articles []models.Article
	var texts []models.ArticleText
	for _, s := range doc.Sections {
		section := models.Section{IssueID: issue.ID, Title: s.Title.Value}
		if err := models.ValidateSectionTitle(section.Title); err != nil {
			return err
		}
		if err := tx.CreateSection(&section); err != nil {
			return err
		}
		for i, art := range s.Articles {
			text := articleText(doc, art, pictures).Normalise()
			if err := text.Validate(); err != nil {
				return err
			}
			articles = append(articles, models.Article{BulletinID: a.BulletinID, IssueID: &issue.ID, SectionID: &section.ID, Position: i + 1, State: models.ArticleDraft, CreatedBy: a.UserID})
			texts = append(texts, text)
		}
	}
	if len(articles) > MaxArticles || len(doc.Sections) > MaxSections {
		return models.Fail(models.CodeInvalid, "issue.too_many_articles").With(models.Args{"Max": MaxArticles})
	}
	if err := insertArticles(tx, articles, texts, models.CauseImported); err != nil {
		return err
	}
	return note(tx, a, models.AuditEntry{IssueID: issue.ID, Action: "issue.imported", Object: object("issue", issue.ID), Details: models.AuditDetails{
		{Name: "number", Value: issue.Label()}, {Name: "file", Value: u.Name}, {Name: "sha256", Value: u.SHA256}, {Name: "articles", Value: strconv.Itoa(len(articles))},
	}})
}

func kindOf(doc *manuscript.Document) models.IssueKind {
	return cmp.Or(models.IssueKind(doc.Masthead.Kind), models.Regular)
}

// masthead lays what the file says over what the bulletin proposes; what the file leaves open stays as proposed.
func masthead(i models.Issue, doc *manuscript.Document) models.Issue {
	m := doc.Masthead
	i.Kind = kindOf(doc)
	i.Name, i.Host, i.Date = cmp.Or(m.Name.Value, i.Name), cmp.Or(m.Host.Value, i.Host), cmp.Or(m.Date, i.Date)
	i.AccessNote = cmp.Or(m.Note.Value, i.AccessNote)
	if m.Number != 0 {
		i.Year, i.Number, i.Cumulative = m.Year, m.Number, m.Cumulative
	}
	i.EditorNote = editorNote(doc)
	d := models.Distribution{To: values(doc.Distribution.To), CC: values(doc.Distribution.CC), For: values(doc.Distribution.For)}
	if !d.Empty() {
		i.Distribution = d
	}
	return i
}

func values(list []manuscript.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Value
	}
	return out
}
