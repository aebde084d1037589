package models_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"jianbao/models"
)

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

func TestADeadlineCountsWorkingDays(t *testing.T) {
	t.Parallel()
	list, err := models.ParseDays("国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。", 2026)
	if err != nil {
		t.Fatal(err)
	}
	calendar := models.CalendarOf(list)
	for began, want := range map[string]map[int]string{
		"2026-11-26 10:00": {1: "2026-11-27", 2: "2026-11-30", 0: ""}, // a Thursday
		"2026-11-27 23:59": {1: "2026-11-30"},                         // after hours
		"2026-11-28 09:00": {1: "2026-11-30"},                         // a Saturday
		"2026-09-30 17:00": {1: "2026-10-08", 2: "2026-10-09", 3: "2026-10-10", 4: "2026-10-12"},
		"2026-09-18 08:00": {1: "2026-09-20", 2: "2026-09-21"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", began, shanghai)
		if err != nil {
			t.Fatal(err)
		}
		for days, day := range want {
			got := calendar.Deadline(at.UTC(), days, shanghai)
			if day == "" && got.IsZero() {
				continue
			}
			if got.Format("2006-01-02 15:04") != day+" 17:30" {
				t.Errorf("%d working days after %s end at %v, want %s", days, began, got, day)
			}
		}
	}
}

func TestADeadlineIsAWorkingDayWithAsManyBefore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		began := time.Date(2026, 1, 1, 0, 0, 0, 0, shanghai).Add(time.Duration(rapid.IntRange(0, 24*365).Draw(t, "hour")) * time.Hour)
		var list []models.SpecialDay
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, 400), 0, 60, rapid.ID[int]).Draw(t, "days") {
			day := time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC)
			list = append(list, models.SpecialDay{Day: day.Format(time.DateOnly), Working: models.Weekend(day)})
		}
		calendar, days := models.CalendarOf(list), rapid.IntRange(1, 20).Draw(t, "days")
		deadline := calendar.Deadline(began, days, shanghai)
		worked := 0
		for day := began.AddDate(0, 0, 1); day.Format(time.DateOnly) <= deadline.Format(time.DateOnly); day = day.AddDate(0, 0, 1) {
			if calendar.Working(day) {
				worked++
			}
		}
		if worked != days || !calendar.Working(deadline) || models.Overdue(deadline, began) || !models.Overdue(deadline, deadline.Add(time.Second)) {
			t.Fatalf("%d days after %v is %v, with %d worked", days, began, deadline, worked)
		}
	})
}

func TestDaysAreReadAsTheyAreAnnounced(t *testing.T) {
	t.Parallel()
	type day struct {
		day     string
		working bool
		name    string
	}
	for text, want := range map[string][]day{
		"一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。": {
			{"2026-01-01", false, "元旦"}, {"2026-01-02", false, "元旦"}, {"2026-01-03", false, "元旦"}, {"2026-01-04", true, "元旦"},
		},
		"2026-04-04 至 2026-04-06 清明节\n\n2026/4/12 上班": {
			{"2026-04-04", false, "清明节"}, {"2026-04-05", false, "清明节"}, {"2026-04-06", false, "清明节"}, {"2026-04-12", true, ""},
		},
		"2026年12月31日至2027年1月1日 元旦": {{"2026-12-31", false, "元旦"}, {"2027-01-01", false, "元旦"}},
		"9月20日、10月10日上班":           {{"2026-09-20", true, ""}, {"2026-10-10", true, ""}},
		"6月19日 端午节":                {{"2026-06-19", false, "端午节"}},
	} {
		got, err := models.ParseDays(text, 2026)
		if err != nil || len(got) != len(want) {
			t.Errorf("%s: %v %v", text, got, err)
			continue
		}
		for i, d := range got {
			if (day{d.Day, d.Working, d.Name}) != want[i] {
				t.Errorf("%s: %+v, want %+v", text, d, want[i])
			}
		}
	}
	for _, bad := range []string{"", "国庆节放假", "2月30日 放假", "9月21日上班", "10月7日至1日放假", "1月1日至12月31日放假"} {
		if got, err := models.ParseDays(bad, 2026); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%q gives %v, %v", bad, got, err)
		}
	}
}

func TestOnlyHolidaysOnFixedDaysAreOffered(t *testing.T) {
	t.Parallel()
	if got := models.FixedHolidays(2027); len(got) != 6 || got[0].Day != "2027-01-01" || got[5].Day != "2027-10-03" {
		t.Errorf("%+v", got)
	}
}
