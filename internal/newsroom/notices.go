package newsroom

import (
	"context"
	"strconv"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// NoticeShown is a notice with what its text needs.
type NoticeShown struct {
	models.Notice
	Entry models.AuditEntry // what happened
	Issue models.Issue      // zero: it is about none
	About string            // name of the person it is about, where it is about one
}

// Line is what the notice says.
func (s NoticeShown) Line() models.NoticeLine {
	l := models.NoticeLine{ID: s.ID, Kind: s.Kind, Who: s.Entry.ActorName, About: s.About, At: s.Entry.At}
	if s.Issue.ID != 0 {
		l.Issue = s.Issue.Name + " " + s.Issue.Label()
	}
	for _, d := range s.Entry.Details {
		switch d.Name {
		case "step":
			l.Step = d.Value
		case "role":
			l.Role = models.Role(d.Value)
		case "delegation_days":
			l.Days = d.Value
		}
	}
	return l
}

// NoticesPage is one page of the actor's notices in a bulletin, unread ones first.
type NoticesPage struct {
	Bulletin models.Bulletin
	Rows     []NoticeShown
	Total    int
	Unread   int
	Page     int
	Newest   int64 // of all notices shown; what "mark all as read" reaches up to
}

// Notices lists what the actor was told in the bulletin, as far as the acting role may still read what it is about.
func (n *Newsroom) Notices(ctx context.Context, a models.Actor, page int) (NoticesPage, error) {
	out := NoticesPage{Page: max(page, 1)}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		var err error
		if out.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		f := noticeFilter(a)
		total, err := tx.CountNotices(f)
		if err != nil {
			return err
		}
		out.Total = int(total)
		if out.Unread, err = unread(tx, a); err != nil {
			return err
		}
		f.Limit, f.Offset = PageSize, (out.Page-1)*PageSize
		list, err := tx.Notices(f)
		if err != nil {
			return err
		}
		for _, one := range list {
			out.Newest = max(out.Newest, one.ID)
		}
		out.Rows, err = showNotices(tx, list)
		return err
	})
	return out, err
}

// noticeFilter is what the acting role may learn of.
func noticeFilter(a models.Actor) store.NoticeFilter {
	f := store.NoticeFilter{UserID: a.UserID, BulletinID: a.BulletinID}
	f.Kinds, f.Drafts = models.NoticesFor(a.Role)
	return f
}

// unread counts the actor's unread notices.
func unread(tx *store.Tx, a models.Actor) (int, error) {
	f := noticeFilter(a)
	f.Unread = true
	count, err := tx.CountNotices(f)
	return int(count), err
}

// showNotices gathers what the texts of notices need.
func showNotices(tx *store.Tx, list []models.Notice) ([]NoticeShown, error) {
	seqs, ids := make([]int64, len(list)), make([]int64, len(list))
	for i, one := range list {
		seqs[i], ids[i] = one.Seq, one.IssueID
	}
	entries, err := tx.AuditEntries(seqs)
	if err != nil {
		return nil, err
	}
	issues, err := tx.IssuesByID(ids)
	if err != nil {
		return nil, err
	}
	names, err := tx.UserNames(usersNamed(entries))
	if err != nil {
		return nil, err
	}
	out := make([]NoticeShown, len(list))
	for i, one := range list {
		e := entries[one.Seq]
		out[i] = NoticeShown{Notice: one, Entry: e, Issue: issues[one.IssueID], About: names[userNamed(e)]}
	}
	return out, nil
}

// userNamed is the person whom an entry is about; 0 when it is about something else.
func userNamed(e models.AuditEntry) int64 {
	text, ok := strings.CutPrefix(e.Object, "user:")
	if !ok {
		return 0
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

func usersNamed(entries map[int64]models.AuditEntry) (out []int64) {
	for _, e := range entries {
		if id := userNamed(e); id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// OpenNotice marks a notice as read and gives what it is about. One that the acting role may not learn of does not exist.
func (n *Newsroom) OpenNotice(ctx context.Context, a models.Actor, id int64) (NoticeShown, error) {
	var out NoticeShown
	err := n.write(ctx, a, func(tx *store.Tx) error {
		one, err := tx.Notice(a.UserID, id)
		if err != nil {
			return err
		}
		shown, err := showNotices(tx, []models.Notice{one})
		if err != nil {
			return err
		}
		out = shown[0]
		if one.BulletinID != a.BulletinID || one.CreatedAt.Before(tx.Now.Add(-models.NoticeAge)) || !mayLearn(one.Kind, []models.Role{a.Role}, out.Issue) {
			return models.NotFound()
		}
		return tx.MarkNoticeRead(id)
	})
	return out, err
}

// ReadNotices marks the actor's notices in the bulletin as read, up to the newest one that a page showed.
func (n *Newsroom) ReadNotices(ctx context.Context, a models.Actor, until int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error { return tx.MarkNoticesRead(a.UserID, a.BulletinID, until) })
}

// Counts are the numbers beside the places of the desk.
type Counts struct {
	ToDo   int // issues that wait for the actor
	Unread int // notices
	Mail   int // mails that were given up, for administrators
}

// Counts counts what waits for the actor in a bulletin, and the notices not read yet.
func (n *Newsroom) Counts(ctx context.Context, a models.Actor) (out Counts, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if models.Can(a.Role, models.ManageBulletin, models.Circumstances{}) {
			givenUp, err := tx.GivenUpMails()
			out.Mail = int(givenUp)
			return err
		}
		if out.ToDo, err = n.waiting(tx, a); err != nil {
			return err
		}
		out.Unread, err = unread(tx, a)
		return err
	})
	return out, err
}
