package models

import "time"

// Reading says that somebody gets an issue under review to read for information (阅知), and when they said that they have. It blocks
// nothing.
type Reading struct {
	RunID  int64 `gorm:"primaryKey"`
	UserID int64 `gorm:"primaryKey"`
	ReadAt *time.Time
}

// RolesInformed are the roles that can be given issues to read for information: those who may read them from submission on.
func RolesInformed() []Role {
	var out []Role
	for _, role := range MemberRoles {
		if Can(role, ReadUnpublished, Circumstances{Submitted: true}) {
			out = append(out, role)
		}
	}
	return out
}

// ReadingShown is a reading with its name, as the sign-off sheet prints it.
type ReadingShown struct {
	Name   string
	ReadAt time.Time // zero: not yet
}
