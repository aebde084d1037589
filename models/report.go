package models

import (
	"cmp"
	"slices"
	"time"
)

// ReportSpan is what a report of adopted items (采用情况) covers: whole months of the office's calendar.
type ReportSpan struct {
	From string // first month, YYYY-MM
	To   string // last month
}

// MaxReportMonths bounds a report.
const MaxReportMonths = 12

// Months lists the months of the span in order; models.CodeInvalid when it is none or longer than a year.
func (s ReportSpan) Months() ([]string, error) {
	var p Problems
	from, err := time.Parse("2006-01", s.From)
	if err != nil {
		p.Add("from", "field.bad_date")
	}
	to, err := time.Parse("2006-01", s.To)
	if err != nil {
		p.Add("to", "field.bad_date")
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	var out []string
	for m := from; !m.After(to) && len(out) <= MaxReportMonths; m = m.AddDate(0, 1, 0) {
		out = append(out, m.Format("2006-01"))
	}
	if len(out) == 0 || len(out) > MaxReportMonths {
		p.Add("to", "report.bad_span", Args{"Max": MaxReportMonths})
	}
	return out, p.Err()
}

// ReportItem is an article of a published edition, for one of the units that it names.
type ReportItem struct {
	Unit      string // empty: the article names none
	Article   int64
	Title     string
	Label     string // of the issue, 第92期
	Issue     int64
	Date      string // of the issue
	Withdrawn bool   // readers do not see it, or its issue, any more
}

// UnitReport is what became of what one unit sent in.
type UnitReport struct {
	Unit      string
	Submitted []int // entries of the register of material, by month
	Adopted   []int // articles in editions that readers see, by month
	Withdrawn int   // articles in editions that are withdrawn or taken down, over the whole span
	Items     []ReportItem
}

// Total adds up one row.
func Total(list []int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}

// Report is the report of a span. An article that names two units counts for both of them, and once in the totals.
type Report struct {
	Months    []string
	Units     []UnitReport // most adopted first; the articles and the material of no unit stand last
	Submitted []int
	Adopted   []int
	Withdrawn int
	Shared    int // articles that count for more than one unit
}

// NewReport counts. submitted holds the number of entries by unit and month.
func NewReport(months []string, submitted map[string]map[string]int, items []ReportItem) Report {
	r := Report{Months: months, Submitted: make([]int, len(months)), Adopted: make([]int, len(months))}
	for name, byMonth := range submitted {
		for month, n := range byMonth {
			if m := slices.Index(months, month); m >= 0 {
				r.unit(name).Submitted[m] += n
				r.Submitted[m] += n
			}
		}
	}
	seen := map[int64]int{}
	for _, it := range items {
		if m := slices.Index(months, monthOf(it.Date)); m >= 0 {
			seen[it.Article]++
			r.count(it, m, seen[it.Article])
		}
	}
	slices.SortStableFunc(r.Units, func(a, b UnitReport) int {
		if (a.Unit == "") != (b.Unit == "") {
			return cmp.Compare(len(b.Unit), len(a.Unit))
		}
		return cmp.Or(cmp.Compare(Total(b.Adopted), Total(a.Adopted)), cmp.Compare(Total(b.Submitted), Total(a.Submitted)), cmp.Compare(a.Unit, b.Unit))
	})
	return r
}

// unit is the line of a unit, made when it is asked for first.
func (r *Report) unit(name string) *UnitReport {
	i := slices.IndexFunc(r.Units, func(u UnitReport) bool { return u.Unit == name })
	if i < 0 {
		i = len(r.Units)
		r.Units = append(r.Units, UnitReport{Unit: name, Submitted: make([]int, len(r.Months)), Adopted: make([]int, len(r.Months))})
	}
	return &r.Units[i]
}

// count adds an item of a month to its unit; time says how often its article has come up by now, which counts once in the totals.
func (r *Report) count(it ReportItem, month, time int) {
	u := r.unit(it.Unit)
	u.Items = append(u.Items, it)
	switch {
	case it.Withdrawn:
		u.Withdrawn++
	default:
		u.Adopted[month]++
	}
	switch {
	case time == 2:
		r.Shared++
	case time == 1 && it.Withdrawn:
		r.Withdrawn++
	case time == 1:
		r.Adopted[month]++
	}
}

func monthOf(day string) string { return day[:min(len(day), len("2006-01"))] }
