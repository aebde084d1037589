package models_test

import (
	"fmt"
	"testing"

	"jianbao/models"
)

func TestAReportExplainsItsTotals(t *testing.T) {
	t.Parallel()
	months, err := models.ReportSpan{From: "2026-10", To: "2026-11"}.Months()
	if err != nil {
		t.Fatal(err)
	}
	r := models.NewReport(months, map[string]map[string]int{"甲局": {"2026-10": 3, "2026-11": 1, "2026-12": 9}, "丙局": {"2026-11": 2}, "": {"2026-11": 1}}, []models.ReportItem{
		{Unit: "甲局", Article: 1, Date: "2026-10-05"},
		{Unit: "乙局", Article: 1, Date: "2026-10-05"}, // the same article
		{Unit: "甲局", Article: 2, Date: "2026-11-05"},
		{Unit: "乙局", Article: 3, Date: "2026-11-05", Withdrawn: true},
		{Unit: "", Article: 4, Date: "2026-11-05"},
		{Unit: "甲局", Article: 5, Date: "2026-12-05"}, // outside
	})
	var rows []string
	for _, u := range r.Units {
		rows = append(rows, fmt.Sprint(u.Unit, u.Submitted, u.Adopted, u.Withdrawn, len(u.Items)))
	}
	if got, want := fmt.Sprint(rows), "[甲局[3 1] [1 1] 0 2 乙局[0 0] [1 0] 1 2 丙局[0 2] [0 0] 0 0 [0 1] [0 1] 0 1]"; got != want {
		t.Errorf("the rows are %s, want %s", got, want)
	}
	if got := fmt.Sprint(r.Submitted, r.Adopted, r.Withdrawn, r.Shared); got != "[3 4] [1 2] 1 1" {
		t.Errorf("the totals are %s", got)
	}
}

func TestAReportCoversWholeMonthsOfAtMostAYear(t *testing.T) {
	t.Parallel()
	for span, want := range map[models.ReportSpan]int{{"2026-01", "2026-12"}: 12, {"2026-03", "2026-03"}: 1, {"2025-12", "2026-02"}: 3, {"2026-02", "2026-01"}: 0, {"2025-01", "2026-01"}: 0, {"2026-13", "2026-13"}: 0, {"", ""}: 0} {
		months, err := span.Months()
		if (err == nil) != (want > 0) || err == nil && len(months) != want {
			t.Errorf("%v: %v, %v", span, months, err)
		}
	}
}
