package newsroom

import (
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// tell leaves notices of an entry of the audit log to whom models.Tellings says, in the transaction that wrote the entry. named are
// the people whom the operation itself names. Whoever did it is not told, nor is anybody who may not read what it was done to.
func tell(tx *store.Tx, e models.AuditEntry, by authority, named []int64) error {
	rows := models.TellingsOf(e.Action)
	if !slices.ContainsFunc(rows, func(t models.Telling) bool { return t.Who != models.ToNamed || len(named) > 0 }) {
		return nil
	}
	s, err := newSubject(tx, e, by)
	if err != nil {
		return err
	}
	if models.Settles(e.Action) {
		if err := tx.SettleNotices(e.IssueID, e.Seq, models.WaitingKinds(), s.stillAsked()); err != nil {
			return err
		}
	}
	told, order, err := s.told(tx, e.ActorID, rows, named)
	if err != nil {
		return err
	}
	return leaveNotices(tx, e, s.issue, order, told)
}

// told finds out who is told what, by the first row that reaches them, and in which order.
func (s subject) told(tx *store.Tx, actor int64, rows []models.Telling, named []int64) (told map[int64]models.NoticeKind, order []int64, err error) {
	told = map[int64]models.NoticeKind{}
	for _, t := range rows {
		if t.After != "" && t.After != s.issue.Workflow {
			continue
		}
		people, err := s.audience(tx, t.Who, named)
		if err != nil {
			return nil, nil, err
		}
		for _, user := range people {
			if _, already := told[user]; user != actor && !already {
				told[user] = t.Kind
				order = append(order, user)
			}
		}
	}
	return told, order, nil
}

// leaveNotices writes the notices of those who may learn of them, in any role they hold.
func leaveNotices(tx *store.Tx, e models.AuditEntry, issue models.Issue, users []int64, told map[int64]models.NoticeKind) error {
	receivers, err := tx.Receivers(e.BulletinID, users)
	if err != nil || len(receivers) == 0 {
		return err
	}
	if err := tx.SweepNotices(); err != nil {
		return err
	}
	for _, user := range users {
		if !mayLearn(told[user], receivers[user].Roles, issue) {
			continue
		}
		notice := models.Notice{UserID: user, BulletinID: e.BulletinID, IssueID: e.IssueID, Seq: e.Seq, Kind: told[user]}
		if err := tx.CreateNotice(&notice); err != nil {
			return err
		}
		if receivers[user].Email == "" {
			continue
		}
		if err := tx.Enqueue(models.MailNotice, notice.ID); err != nil {
			return err
		}
	}
	return nil
}

// mayLearn reports whether somebody who holds these roles may learn of a notice about an issue; the zero issue is none.
func mayLearn(kind models.NoticeKind, roles []models.Role, issue models.Issue) bool {
	return issue.DeletedAt == nil && slices.ContainsFunc(roles, func(r models.Role) bool { return kind.MayLearn(r, issue.Submitted()) })
}

// subject is what an entry of the audit log is about, as far as it says who is told.
type subject struct {
	bulletin  models.Bulletin
	issue     models.Issue // zero: none
	run       models.Run   // zero: none
	decisions []models.Decision
	drafters  []models.Contribution
	by        authority
}

func newSubject(tx *store.Tx, e models.AuditEntry, by authority) (s subject, err error) {
	s.by = by
	if s.bulletin, err = tx.Bulletin(e.BulletinID); err != nil || e.IssueID == 0 {
		return s, err
	}
	if s.issue, err = tx.Issue(e.IssueID); err != nil {
		return s, err
	}
	if s.drafters, err = tx.Contributors(e.IssueID); err != nil || s.issue.RunID == nil {
		return s, err
	}
	if s.run, err = tx.Run(*s.issue.RunID); err != nil {
		return s, err
	}
	s.decisions, err = tx.Decisions(e.IssueID)
	return s, err
}

// audience finds the people of an audience.
func (s subject) audience(tx *store.Tx, who models.Audience, named []int64) (out []int64, err error) {
	switch who {
	case models.ToNamed:
		return named, nil
	case models.ToSubmitter:
		if s.run.ID != 0 {
			out = append(out, s.run.SubmittedBy)
		}
	case models.ToContributors:
		for _, c := range s.drafters {
			out = append(out, c.UserID)
		}
	case models.ToApprovers:
		for _, d := range s.decisions {
			if d.RunID == s.run.ID && d.Verdict == models.Approved && d.ObjectedAt == nil {
				out = append(out, d.ActorID)
			}
		}
	case models.ToHolders:
		return s.holders(tx)
	case models.ToInformed:
		readings, err := tx.Readings(s.run.ID)
		for _, r := range readings {
			out = append(out, r.UserID)
		}
		return out, err
	case models.ToPublishers:
		return whoMay(tx, s.bulletin, models.Publish)
	case models.ToSigners:
		return whoMay(tx, s.bulletin, models.Restore)
	}
	return out, nil
}

// holders are those who may act on the step at work, by their role or by authority of a signer, without those whom separation of duties keeps
// from it.
func (s subject) holders(tx *store.Tx) (out []int64, err error) {
	if s.run.State != models.RunOpen || s.run.Step >= len(s.run.Chain) {
		return nil, nil
	}
	step := s.run.Chain[s.run.Step]
	users, err := tx.Holders(s.bulletin.ID, step.Role)
	if err != nil {
		return nil, err
	}
	users = slices.DeleteFunc(users, func(u models.User) bool { return !s.run.HeldBy(step.Role, u.ID) })
	delegates, err := s.by.users(tx, s.run)
	for _, u := range append(users, delegates...) {
		if !s.barred(u.ID) && !slices.Contains(s.stillAsked(), u.ID) {
			out = append(out, u.ID)
		}
	}
	return out, err
}

// stillAsked are those whom a countersign step goes on waiting for after one of its people has approved: they know, and are not told again.
func (s subject) stillAsked() []int64 {
	if len(s.decisions) == 0 {
		return nil
	}
	last := s.decisions[len(s.decisions)-1]
	if last.RunID != s.run.ID || last.Step != s.run.Step || last.Verdict != models.Approved || last.ObjectedAt != nil {
		return nil
	}
	return s.run.Pending
}

// barred reports whether somebody drafted the issue or decided on another of its steps, where that matters.
func (s subject) barred(user int64) bool {
	return s.run.Separation &&
		(slices.ContainsFunc(s.drafters, func(c models.Contribution) bool { return c.UserID == user }) ||
			slices.ContainsFunc(s.decisions, func(d models.Decision) bool { return d.ActorID == user && d.Step != s.run.Step }))
}

// whoMay are the members of a bulletin whose role may do something there.
func whoMay(tx *store.Tx, b models.Bulletin, action models.Action) (out []int64, err error) {
	for _, role := range models.MemberRoles {
		if !models.Can(role, action, models.Circumstances{EditorsPublish: b.EditorsPublish}) {
			continue
		}
		users, err := tx.Holders(b.ID, role)
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			out = append(out, u.ID)
		}
	}
	return out, nil
}
