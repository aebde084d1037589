package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// SpecialDays lists the special days from one day to another (YYYY-MM-DD), both included. Empty ends are open.
func (tx *Tx) SpecialDays(from, to string) ([]models.SpecialDay, error) {
	return all[models.SpecialDay](tx, "day", "day >= ? AND (? = '' OR day <= ?)", from, to, to)
}

// PutSpecialDays enters special days. Days that are listed already are entered anew.
func (tx *Tx) PutSpecialDays(days []models.SpecialDay) error {
	for i := range days {
		if err := tx.exec("DELETE FROM special_days WHERE day = ?", days[i].Day); err != nil {
			return err
		}
		days[i].CreatedAt = tx.Now
	}
	return gorm.G[models.SpecialDay](tx.db).CreateInBatches(tx.ctx, &days, 100)
}

// DeleteSpecialDays makes the days from one to another what their weekday says.
func (tx *Tx) DeleteSpecialDays(from, to string) error {
	return tx.exec("DELETE FROM special_days WHERE day >= ? AND day <= ?", from, to)
}
