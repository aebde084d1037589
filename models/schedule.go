package models

import "time"

// ScheduleState is what has become of an appointment.
type ScheduleState string

// The states of an appointment.
const (
	ScheduleWaiting   ScheduleState = "waiting"
	ScheduleDone      ScheduleState = "done"
	ScheduleCancelled ScheduleState = "cancelled"
	ScheduleFailed    ScheduleState = "failed" // given up; somebody must look
)

// Schedule is the appointment to publish a signed run at a time (定时发布). It is kept by whoever made it: the publication is done in
// this person's name and role, and only if both still hold then.
type Schedule struct {
	ID         int64 `gorm:"primaryKey"`
	BulletinID int64
	IssueID    int64
	RunID      int64
	DueAt      time.Time
	ActorID    int64
	Role       Role
	State      ScheduleState
	Tries      int
	NotBefore  time.Time       // the next try
	Failure    ScheduleFailure `gorm:"serializer:json"` // of the last try
	CreatedAt  time.Time
	EndedAt    *time.Time
}

// ScheduleFailure is why a try failed, as a message with its placeholders; without a key there was no failure.
type ScheduleFailure struct {
	Key  string `json:"key,omitempty"`
	Args Args   `json:"args,omitempty"`
}

// Times of appointments.
const (
	ScheduleAhead = 366 * 24 * time.Hour // the longest time ahead
	scheduleGrace = 5 * time.Minute      // what is done later than this was missed
	scheduleFirst = time.Minute          // the wait after a first failure; doubles with each
	scheduleMost  = 30 * time.Minute
	scheduleTries = 12
)

// Waiting reports whether the appointment stands.
func (s *Schedule) Waiting() bool { return s != nil && s.State == ScheduleWaiting }

// Late reports whether the publication was done noticeably after its time: the time was missed, as when no server ran.
func (s *Schedule) Late() bool {
	return s != nil && s.State == ScheduleDone && s.EndedAt != nil && s.EndedAt.Sub(s.DueAt) > scheduleGrace
}

// Failed notes a failed try at now. What the rules refuse is given up at once, because publishing it later, unexpectedly, would be
// worse than not at all; anything else is tried again after a wait that doubles up to half an hour, twelve times in all.
func (s *Schedule) Failed(now time.Time, why ScheduleFailure, refused bool) {
	s.Failure = why
	if refused || s.Tries >= scheduleTries {
		s.State, s.EndedAt = ScheduleFailed, &now
		return
	}
	s.NotBefore = now.Add(min(scheduleFirst<<max(s.Tries-1, 0), scheduleMost))
}

// ValidateSchedule checks the time of an appointment made at now.
func ValidateSchedule(due, now time.Time) error {
	var p Problems
	switch {
	case due.IsZero():
		p.Add("due", "schedule.bad_time")
	case !due.After(now):
		p.Add("due", "schedule.not_in_future")
	case due.Sub(now) > ScheduleAhead:
		p.Add("due", "schedule.too_far")
	}
	return p.Err()
}
