package newsroom

import (
	"context"
	"errors"
	"time"

	"jianbao/internal/manuscript"
	"jianbao/internal/store"
	"jianbao/models"
)

// ArchiveQueue is one page of the files of an archive intake (往期补录) that are in one state.
type ArchiveQueue struct {
	Bulletin models.Bulletin
	First    models.FirstHere // of regular issues: what is brought in must be before it
	Counts   map[models.ArchiveState]int
	Rows     []ArchiveRow
	Refusals []models.ArchiveRefusal // of the state ArchiveUnread, which has no rows
}

// ArchiveRow is a file of an archive intake.
type ArchiveRow struct {
	models.Import
	File  string
	By    string
	Issue *models.Issue // what it became
}

// ArchiveQueue lists the files of an archive intake that are in a state. Pages count from 1.
func (n *Newsroom) ArchiveQueue(ctx context.Context, a models.Actor, state models.ArchiveState, page int) (q ArchiveQueue, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) (err error) {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		if q.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		if q.First, err = firstHere(tx, q.Bulletin.ID, models.Regular); err != nil {
			return err
		}
		if q.Counts, err = tx.CountArchive(a.BulletinID); err != nil {
			return err
		}
		offset := (max(page, 1) - 1) * PageSize
		if state == models.ArchiveUnread {
			q.Refusals, err = tx.ArchiveRefusals(a.BulletinID, PageSize, offset)
			return err
		}
		list, err := tx.ArchiveImports(a.BulletinID, state, PageSize, offset)
		if err != nil {
			return err
		}
		q.Rows, err = archiveRows(tx, list)
		return err
	})
	return q, err
}

func archiveRows(tx *store.Tx, list []models.Import) ([]ArchiveRow, error) {
	uploads, users, issues := make([]int64, len(list)), make([]int64, len(list)), []int64{}
	for i, im := range list {
		uploads[i], users[i] = im.UploadID, im.UserID
		if im.IssueID != nil {
			issues = append(issues, *im.IssueID)
		}
	}
	files, err := tx.UploadsByID(uploads)
	if err != nil {
		return nil, err
	}
	names, err := tx.UserNames(users)
	if err != nil {
		return nil, err
	}
	became, err := tx.IssuesByID(issues)
	out := make([]ArchiveRow, len(list))
	for i, im := range list {
		out[i] = ArchiveRow{Import: im, File: files[im.UploadID].Name, By: names[im.UserID]}
		if im.IssueID != nil {
			issue := became[*im.IssueID]
			out[i].Issue = &issue
		}
	}
	return out, err
}

// ArchiveFile is a file that somebody brings in for an archive intake.
type ArchiveFile struct {
	Name string
	Read func() ([]byte, error)
}

// ArchiveIntake is what became of the files of one intake.
type ArchiveIntake struct {
	Kept   int // wait on the mapping screen
	Known  int // were brought in before
	Unread int // could not be read
}

// MaxArchiveFiles bounds the files of one intake, archiveTime the time that it takes: what was not read until then is noted as such.
const (
	MaxArchiveFiles = 200
	archiveTime     = 40 * time.Second
)

// IntakeArchive puts files of old issues into the queue, each by itself: one that cannot be read is noted with the reason and does the others
// no harm. A file that is there already is left out.
func (n *Newsroom) IntakeArchive(ctx context.Context, a models.Actor, files []ArchiveFile) (done ArchiveIntake, err error) {
	if err := n.MayIntakeArchive(ctx, a); err != nil {
		return done, err
	}
	limited, cancel := context.WithTimeout(ctx, archiveTime)
	defer cancel()
	for _, f := range files {
		known, err := n.intakeArchive(limited, a, f)
		if err != nil && limited.Err() != nil && ctx.Err() == nil {
			err = refusal("archive.out_of_time", limited.Err(), nil)
		}
		switch {
		case err == nil && known:
			done.Known++
		case err == nil:
			done.Kept++
		case models.CodeOf(err) != models.CodeInvalid:
			return done, err
		default:
			done.Unread++
			if err := n.noteUnread(ctx, a, f.Name, err); err != nil {
				return done, err
			}
		}
	}
	return done, nil
}

// MayIntakeArchive refuses whoever may bring in no files, before any is looked at.
func (n *Newsroom) MayIntakeArchive(ctx context.Context, a models.Actor) error {
	return n.read(ctx, a, func(*store.Tx) error { return allow(a, models.EditContent, models.Circumstances{}) })
}

// intakeArchive puts one file into the queue, unless it is known already.
func (n *Newsroom) intakeArchive(ctx context.Context, a models.Actor, f ArchiveFile) (known bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	data, err := f.Read()
	if err != nil {
		return false, err
	}
	doc, err := ReadManuscript(ctx, f.Name, data, nil)
	if err != nil {
		return false, err
	}
	hash, err := n.files.Put(data)
	if err != nil {
		return false, err
	}
	u := models.Upload{BulletinID: a.BulletinID, SHA256: hash, Name: fileName(f.Name), Size: int64(len(data)), ContentType: contentTypes[doc.Format], UserID: a.UserID}
	err = n.write(ctx, a, func(tx *store.Tx) (err error) {
		if known, err = tx.ArchiveKnows(a.BulletinID, hash); err != nil || known {
			return err
		}
		return keepImport(tx, a, u, &models.Import{Archive: true, Outline: outlineOf(doc)})
	})
	return known, err
}

// noteUnread notes that a file could not be read, and why. It changes nothing but the queue, so it is in no audit log.
func (n *Newsroom) noteUnread(ctx context.Context, a models.Actor, name string, why error) error {
	r := models.ArchiveRefusal{BulletinID: a.BulletinID, UserID: a.UserID, Name: fileName(name), Key: "error.internal"}
	if e, ok := errors.AsType[*models.Error](why); ok {
		r.Key, r.Args = e.Key, e.Args
	}
	return n.write(ctx, a, func(tx *store.Tx) error { return tx.CreateArchiveRefusal(&r) })
}

// ForgetUnread takes a file that could not be read off the queue.
func (n *Newsroom) ForgetUnread(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		r, err := tx.ArchiveRefusal(a.BulletinID, id)
		if err != nil {
			return err
		}
		return tx.DeleteArchiveRefusal(r.ID)
	})
}

// NextToMap finds the file of an archive intake that waits on the mapping screen after one; 0 when none does.
func (n *Newsroom) NextToMap(ctx context.Context, a models.Actor, after int64) (id int64, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) (err error) {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		id, err = tx.NextArchiveImport(a.BulletinID, after)
		if models.CodeOf(err) == models.CodeNotFound {
			err = nil
		}
		return err
	})
	return id, err
}

// outlineOf is what the queue says of a file.
func outlineOf(doc *manuscript.Document) models.ImportOutline {
	m := doc.Masthead
	out := models.ImportOutline{Date: m.Date, Doubts: len(doc.Uncertain)}
	if m.Number != 0 {
		out.Label = models.IssueNumber{Kind: kindOf(doc), Year: m.Year, Number: m.Number, Cumulative: m.Cumulative}.Label()
	}
	for _, s := range doc.Sections {
		out.Articles += len(s.Articles)
	}
	return out
}

// archiveMasthead is what a file says of its masthead. What it leaves open stays open: today's host, number or distribution were not those
// of then.
func archiveMasthead(b models.Bulletin, doc *manuscript.Document) models.Issue {
	return masthead(models.Issue{
		BulletinID: b.ID, Name: b.Name, Access: b.Access, ListedUnits: b.ListedUnits, Workflow: models.Drafting, Standing: models.Unpublished, Archival: true,
	}, doc)
}

// ArchiveInHand is how much of an archive intake waits for somebody: files to be mapped for editors, issues to be confirmed for signers.
type ArchiveInHand struct {
	State models.ArchiveState
	Count int
	Since time.Time // of the first
}

func archiveInHand(tx *store.Tx, a models.Actor) (out ArchiveInHand, err error) {
	switch {
	case models.Can(a.Role, models.EditContent, models.Circumstances{}):
		out.State = models.ArchiveToMap
	case models.Can(a.Role, models.Admit, models.Circumstances{}):
		out.State = models.ArchiveToAdmit
	default:
		return out, nil
	}
	if out.Count, err = tx.CountArchiveIn(a.BulletinID, out.State); err != nil || out.Count == 0 {
		return out, err
	}
	first, err := tx.ArchiveImports(a.BulletinID, out.State, 1, 0)
	if len(first) > 0 {
		out.Since = first[0].UpdatedAt
	}
	return out, err
}
