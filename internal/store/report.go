package store

import (
	"time"

	"gorm.io/gorm"

	"jianbao/models"
)

// ReportEdition is a live or withdrawn edition with what a report counts.
type ReportEdition struct {
	models.Edition
	Standing models.Standing
}

// EditionsBetween lists the newest edition of every published issue dated in [from, to), withdrawn ones included, by date.
func (tx *Tx) EditionsBetween(bulletin int64, from, to string) ([]ReportEdition, error) {
	list, err := gorm.G[models.Edition](tx.db).
		Where("bulletin_id = ? AND date >= ? AND date < ? AND id IN (SELECT edition_id FROM issues WHERE edition_id IS NOT NULL)", bulletin, from, to).
		Order("date, id").Find(tx.ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(list))
	for i, e := range list {
		ids[i] = e.IssueID
	}
	issues, err := tx.IssuesByID(ids)
	out := make([]ReportEdition, len(list))
	for i, e := range list {
		out[i] = ReportEdition{e, issues[e.IssueID].Standing}
	}
	return out, err
}

// ReceivedMaterial is when one entry of the register came in, and from whom.
type ReceivedMaterial struct {
	Unit       string
	ReceivedAt time.Time
}

// MaterialBetween lists what was received in [from, to).
func (tx *Tx) MaterialBetween(bulletin int64, from, to time.Time) ([]ReceivedMaterial, error) {
	list, err := gorm.G[models.Material](tx.db).Select("unit, received_at").
		Where("bulletin_id = ? AND received_at >= ? AND received_at < ?", bulletin, from.UTC(), to.UTC()).Find(tx.ctx)
	out := make([]ReceivedMaterial, len(list))
	for i, m := range list {
		out[i] = ReceivedMaterial{m.Unit, m.ReceivedAt}
	}
	return out, err
}
