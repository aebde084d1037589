package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"jianbao/models"
)

// scheduleLease is for how long a claimed appointment is left to the server that claimed it.
const scheduleLease = time.Minute

// CreateSchedule inserts an appointment. A second one that waits for the same issue is a conflict (IsDuplicate).
func (tx *Tx) CreateSchedule(s *models.Schedule) error {
	s.CreatedAt, s.NotBefore = tx.Now, s.DueAt
	return create(tx, s)
}

// LastSchedule finds the newest appointment of an issue; nil when there never was one.
func (tx *Tx) LastSchedule(issue int64) (*models.Schedule, error) {
	list, err := gorm.G[models.Schedule](tx.db).Where("issue_id = ?", issue).Order("id DESC").Limit(1).Find(tx.ctx)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// LastSchedules gives the newest appointment of each of the issues that has one.
func (tx *Tx) LastSchedules(issues []int64) (map[int64]models.Schedule, error) {
	out := make(map[int64]models.Schedule, len(issues))
	if len(issues) == 0 {
		return out, nil
	}
	list, err := all[models.Schedule](tx, "id", "id IN (SELECT MAX(id) FROM schedules WHERE issue_id IN ? GROUP BY issue_id)", issues)
	for _, s := range list {
		out[s.IssueID] = s
	}
	return out, err
}

// ClaimSchedule takes the appointment that has been due longest, for the length of a lease. Of several servers one gets it.
func (tx *Tx) ClaimSchedule() (s models.Schedule, ok bool, err error) {
	skip := ""
	if tx.postgres {
		skip = " FOR UPDATE SKIP LOCKED"
	}
	err = tx.scan(&s, `UPDATE schedules SET tries = tries + 1, not_before = ?
		WHERE id = (SELECT id FROM schedules WHERE state = 'waiting' AND due_at <= ? AND not_before <= ? ORDER BY due_at, id LIMIT 1`+skip+`)
		RETURNING *`, tx.Now.Add(scheduleLease), tx.Now, tx.Now)
	if err != nil {
		return s, false, fmt.Errorf("claim a scheduled publication: %w", err)
	}
	return s, s.ID != 0, nil
}

// LockSchedule finds an appointment that is about to be changed and keeps other writers away from it until the transaction ends.
func (tx *Tx) LockSchedule(id int64) (models.Schedule, error) {
	return locked[models.Schedule](tx, "id = ?", id)
}

// UpdateSchedule writes what has become of an appointment, unless it has ended since.
func (tx *Tx) UpdateSchedule(s models.Schedule) error {
	n, err := gorm.G[models.Schedule](tx.db).Where("id = ? AND state = ?", s.ID, models.ScheduleWaiting).
		Select("state", "not_before", "failure", "ended_at").Updates(tx.ctx, s)
	if err == nil && n == 0 {
		err = models.Fail(models.CodeConflict, "error.stale")
	}
	return err
}
