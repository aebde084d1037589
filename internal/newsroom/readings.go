package newsroom

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/store"
	"jianbao/models"
)

// SetInformed changes who gets every issue to read from its submission on (阅知). Runs submitted before keep theirs.
func (n *Newsroom) SetInformed(ctx context.Context, a models.Actor, id, version int64, people []int64) error {
	return n.changeBulletin(ctx, a, id, version, func(tx *store.Tx, b *models.Bulletin) (change, error) {
		known, err := mayBeInformed(tx, id)
		if err != nil {
			return change{}, err
		}
		b.Informed = []int64{}
		var names []string
		for _, person := range people {
			name, ok := known[person]
			if !ok {
				return change{}, &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "informed", Key: "reading.not_a_member"}}}
			}
			if !slices.Contains(b.Informed, person) {
				b.Informed, names = append(b.Informed, person), append(names, name)
			}
		}
		return change{Action: "bulletin.informed", Details: models.AuditDetails{{Name: "informed", Value: strings.Join(names, "、")}}}, nil
	})
}

// mayBeInformed are the names of those who can be given issues to read.
func mayBeInformed(tx *store.Tx, bulletin int64) (map[int64]string, error) {
	known := map[int64]string{}
	for _, role := range models.RolesInformed() {
		users, err := tx.Holders(bulletin, role)
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			known[u.ID] = u.Name
		}
	}
	return known, nil
}

// inform gives the run that begins to whoever the bulletin informs.
func (f *folder) inform(tx *store.Tx) error {
	f.readings = nil
	for _, id := range f.bulletin.Informed {
		r := models.Reading{RunID: f.run.ID, UserID: id}
		if err := tx.CreateReading(&r); err != nil {
			return err
		}
		f.readings = append(f.readings, r)
	}
	return nil
}

// readingOf finds what a user gets for information.
func (f *folder) readingOf(user int64) (models.Reading, bool) {
	i := slices.IndexFunc(f.readings, func(r models.Reading) bool { return r.UserID == user })
	if i < 0 {
		return models.Reading{}, false
	}
	return f.readings[i], true
}

// informed names who gets the issue for information.
func (f *folder) informed(names map[int64]string) []models.ReadingShown {
	var out []models.ReadingShown
	for _, r := range f.readings {
		s := models.ReadingShown{Name: names[r.UserID]}
		if r.ReadAt != nil {
			s.ReadAt = *r.ReadAt
		}
		out = append(out, s)
	}
	return out
}

// MarkRead says that the actor, who gets an issue for information, has read it (已阅). It blocks nothing and is said once.
func (n *Newsroom) MarkRead(ctx context.Context, a models.Actor, id int64) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, _, err := n.take(tx, a, id, models.EventRead)
		if err != nil {
			return err
		}
		if err := tx.MarkRead(f.run.ID, a.UserID); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{IssueID: id, Action: "issue." + string(models.EventRead), Object: object("issue", id), Details: models.AuditDetails{{Name: "check_code", Value: models.CheckCode(f.run.Hash)}}})
	})
}

// toRead lists the issues that the actor gets for information and has not read.
func toRead(tx *store.Tx, a models.Actor) ([]models.Issue, error) {
	if !models.Can(a.Role, models.Acknowledge, models.Circumstances{Informed: true}) {
		return nil, nil
	}
	return tx.UnreadIssues(a.BulletinID, a.UserID, MaxToDo)
}
