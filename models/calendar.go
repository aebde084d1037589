package models

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// SpecialDay is a day of the office's calendar that is not what its weekday says: a day off, or a working day at a weekend (调休).
type SpecialDay struct {
	Day       string `gorm:"primaryKey"` // YYYY-MM-DD
	Working   bool
	Name      string // 国庆节; may be empty
	CreatedAt time.Time
}

// OfficeEnd is when the office's day ends: 17:30.
const OfficeEnd = 17*time.Hour + 30*time.Minute

// Calendar tells working days from days off: Monday to Friday are worked, unless the day is listed otherwise.
type Calendar map[string]bool

// CalendarOf is the calendar with these special days.
func CalendarOf(days []SpecialDay) Calendar {
	c := make(Calendar, len(days))
	for _, d := range days {
		c[d.Day] = d.Working
	}
	return c
}

// Working reports whether the office works on the day that t lies in, in t's own time zone.
func (c Calendar) Working(t time.Time) bool {
	if working, listed := c[t.Format(time.DateOnly)]; listed {
		return working
	}
	return !Weekend(t)
}

// Weekend reports whether t lies in a Saturday or Sunday.
func Weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

// maxCalendarDays bounds the search for working days: two years without enough of them are a mistake in the calendar.
const maxCalendarDays = 730

// Deadline is the end of the office's day on the days-th working day after the day of began, in the office's time zone. It is the
// zero time when there is no deadline.
func (c Calendar) Deadline(began time.Time, days int, office *time.Location) time.Time {
	if days <= 0 || began.IsZero() {
		return time.Time{}
	}
	y, m, d := began.In(office).Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, office)
	for range maxCalendarDays {
		if day = day.AddDate(0, 0, 1); c.Working(day) {
			days--
		}
		if days == 0 {
			break
		}
	}
	y, m, d = day.Date()
	return time.Date(y, m, d, int(OfficeEnd/time.Hour), int(OfficeEnd%time.Hour/time.Minute), 0, 0, office)
}

// StepDeadline is until when the step at work of a run is to be acted on; the zero time when it has no deadline or nothing is at work.
func (c Calendar) StepDeadline(r Run, office *time.Location) time.Time {
	if r.State != RunOpen || r.Step >= len(r.Chain) {
		return time.Time{}
	}
	return c.Deadline(r.StepSince, r.Chain[r.Step].Days, office)
}

// Overdue reports whether a deadline has passed; none never does.
func Overdue(deadline, now time.Time) bool { return !deadline.IsZero() && now.After(deadline) }

// fixedHoliday is a holiday on the same days every year.
type fixedHoliday struct {
	name  string
	month time.Month
	first int
	days  int
}

// fixedHolidays are the holidays that the regulation on holidays (全国年节及纪念日放假办法, in force since 1 January 2025, article 2)
// puts on fixed days. Those that follow the moon or the sun, and every shifted day, are announced year by year.
var fixedHolidays = []fixedHoliday{{"元旦", time.January, 1, 1}, {"劳动节", time.May, 1, 2}, {"国庆节", time.October, 1, 3}}

// The office's calendar has pages for these years and those between.
const (
	FirstCalendarYear = 2000
	LastCalendarYear  = 2100
)

// FixedHolidaysSince is the first year in which FixedHolidays is the law.
const FixedHolidaysSince = 2025

// FixedHolidays lists the days off of a year that need no announcement.
func FixedHolidays(year int) []SpecialDay {
	var out []SpecialDay
	for _, h := range fixedHolidays {
		for i := range h.days {
			out = append(out, SpecialDay{Day: dayOf(year, int(h.month), h.first+i).Format(time.DateOnly), Name: h.name})
		}
	}
	return out
}

func dayOf(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// MaxDaysOff bounds one range of days off.
const MaxDaysOff = 60

// DaysBetween are the special days from one day to another (YYYY-MM-DD), both included. A single day may leave to empty.
func DaysBetween(from, to string, working bool, name string) ([]SpecialDay, error) {
	var p Problems
	first, last := parseDay(&p, "from", from), parseDay(&p, "to", max(to, from))
	if to != "" && to < from {
		p.Add("to", "calendar.backwards")
	}
	checkText(&p, "name", name, 0, 20)
	if err := p.Err(); err != nil {
		return nil, err
	}
	if int(last.Sub(first).Hours()/24) >= MaxDaysOff {
		p.Add("to", "calendar.too_long", Args{"Max": MaxDaysOff})
		return nil, p.Err()
	}
	var out []SpecialDay
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		if working && !Weekend(day) {
			p.Add("from", "calendar.worked_anyway", Args{"Day": day.Format(time.DateOnly)})
		}
		out = append(out, SpecialDay{Day: day.Format(time.DateOnly), Working: working, Name: name})
	}
	return out, p.Err()
}

func parseDay(p *Problems, field, s string) time.Time {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil || day.Year() < FirstCalendarYear || day.Year() > LastCalendarYear {
		p.Add(field, "field.bad_date")
	}
	return day
}

var (
	aside    = regexp.MustCompile(`（[^）]*）|\([^)]*\)`)
	listMark = regexp.MustCompile(`^\s*[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[、.．）)]`)
	dayRange = regexp.MustCompile(`(?:(\d{4})\s*[-/.年])?(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:\s*(?:至|到|[-~～—–]+)\s*(?:(?:(\d{4})\s*[-/.年])?(\d{1,2})\s*[-/.月]\s*)?(\d{1,2})日)?`)
	isoRange = regexp.MustCompile(`(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s*(?:至|到|[-~～—–]+)\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})`)
	workWord = regexp.MustCompile(`上班|补班|工作日`)
	restWord = regexp.MustCompile(`放假|休`)
)

// ParseDays reads special days as they are announced or listed, one holiday a line: 国庆节：10月1日（周四）至7日（周三）放假调休，共7天。
// 9月20日（周日）、10月10日（周六）上班。 Or: 2026-10-01 至 2026-10-07 国庆节. Days without a year are of the year given; days without a word
// are days off. A line that names no day is an error that carries its number.
func ParseDays(text string, year int) ([]SpecialDay, error) {
	var out []SpecialDay
	var p Problems
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(aside.ReplaceAllString(line, ""))
		if line == "" {
			continue
		}
		days, err := parseLine(line, year)
		if err != nil || len(days) == 0 {
			p.Add("lines", "calendar.bad_line", Args{"Line": i + 1, "Text": line})
			continue
		}
		out = append(out, days...)
	}
	if len(out) == 0 && len(p) == 0 {
		p.Add("lines", "field.required")
	}
	return out, p.Err()
}

// parseLine reads one line. What stands between two groups of days says whether the group before it is worked.
func parseLine(line string, year int) ([]SpecialDay, error) {
	line = isoRange.ReplaceAllStringFunc(line, func(s string) string { // both ends with their year, so that the end is no day of a month
		ends := isoRange.FindStringSubmatch(s)
		return ends[1] + "至" + ends[2] + "日"
	})
	found := dayRange.FindAllStringSubmatchIndex(line, -1)
	name := dayName(line, found)
	var out, open []SpecialDay
	for i, at := range found {
		end := len(line)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		from, to := rangeAt(line, at, year)
		days, err := DaysBetween(from, to, false, name)
		if err != nil {
			return nil, err
		}
		open = append(open, days...)
		if after := line[at[1]:end]; workWord.MatchString(after) || restWord.MatchString(after) || i == len(found)-1 {
			working := workWord.MatchString(after)
			for _, d := range open {
				d.Working = working
				out = append(out, d)
			}
			open = nil
		}
	}
	return out, worked(out)
}

// worked refuses a working day that is one anyway: it is a slip of the pen.
func worked(days []SpecialDay) error {
	var p Problems
	for _, d := range days {
		if day, err := time.Parse(time.DateOnly, d.Day); err == nil && d.Working && !Weekend(day) {
			p.Add("lines", "calendar.worked_anyway", Args{"Day": d.Day})
		}
	}
	return p.Err()
}

// rangeAt makes dates of one match of dayRange.
func rangeAt(line string, at []int, year int) (from, to string) {
	part := func(k, otherwise int) int {
		if at[2*k] < 0 {
			return otherwise
		}
		n, _ := strconv.Atoi(line[at[2*k]:at[2*k+1]])
		return n
	}
	y, m, d := part(1, year), part(2, 0), part(3, 0)
	if from = isoDay(y, m, d); at[2*6] < 0 {
		return from, from
	}
	return from, isoDay(part(4, y), part(5, m), part(6, 0))
}

// isoDay writes a day as YYYY-MM-DD, empty for one that does not exist.
func isoDay(y, m, d int) string {
	day := dayOf(y, m, d)
	if day.Day() != d || int(day.Month()) != m {
		return ""
	}
	return day.Format(time.DateOnly)
}

// dayName is what a line calls its days: what stands before a colon, or else after the days.
func dayName(line string, found [][]int) string {
	if len(found) == 0 {
		return ""
	}
	name := line[:found[0][0]]
	if strings.TrimSpace(name) == "" {
		name = line[found[len(found)-1][1]:]
	}
	name = listMark.ReplaceAllString(name, "")
	for _, word := range []*regexp.Regexp{workWord, restWord} {
		if at := word.FindStringIndex(name); at != nil {
			name = name[:at[0]]
		}
	}
	name = strings.Trim(name, " 　：:，,。.；;、\t")
	if r := []rune(name); len(r) > 20 {
		name = string(r[:20])
	}
	return name
}
