package newsroom

import (
	"context"
	"strconv"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// Restored says of which backup an office was made.
type Restored struct {
	MadeAt time.Time
	Seal   string // SHA-256 that the backup carries
	Faults int    // that were found and put up with
}

// NoteRestored notes in the audit log that the office was made of a backup, for administrators, and ends every session: some of them
// had ended since the backup was made.
func (n *Newsroom) NoteRestored(ctx context.Context, a models.Actor, r Restored) error {
	return n.administer(ctx, a, func(tx *store.Tx) error {
		if err := tx.EndAllSessions(); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "office.restored", Details: models.AuditDetails{
			{Name: "backup_made_at", Value: r.MadeAt.UTC().Format(time.RFC3339)}, {Name: "sha256", Value: r.Seal}, {Name: "faults", Value: strconv.Itoa(r.Faults)},
		}})
	})
}
