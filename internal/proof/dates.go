package proof

import (
	"strings"
	"time"

	"jianbao/models"
)

// farAhead is how many years after the issue a day is still believed: plans run for five years, and longer.
const farAhead = 10

// farAheadYear is the same for a year alone: goals are set for 2060.
const farAheadYear = 60

// oldest is the earliest year that a day with month and date is believed of.
const oldest = 1840

// wrongDates finds days that do not exist (2月30日), years far from the issue's, years with five digits, and weekdays that the day
// does not have.
func wrongDates(in *reading, r *report) {
	for i := range in.passages {
		p := &in.passages[i]
		t := p.plain
		for k, c := range t {
			switch {
			case c == '月':
				in.day(p, k, r)
			case c == '年':
				in.year(p, k, r)
			case (c == '-' || c == '.' || c == '/') && isDigit(get(t, k-1)) && isDigit(get(t, k+1)):
				in.shortDay(p, k, r)
			}
		}
	}
}

// day reads a day round its 月.
func (r *reading) day(p *passage, k int, out *report) {
	t := p.plain
	month, start := digitsBefore(t, skipBlanksBack(t, k))
	from := skipBlanks(t, k+1)
	day, end := digitsAt(t, from)
	if start == skipBlanksBack(t, k) || end == from || end-from > 2 {
		return
	}
	shut := skipBlanks(t, end)
	last, lastEnd := rangeEnd(t, shut)
	if get(t, shut) != '日' && lastEnd == 0 {
		return
	}
	year, head := yearBefore(t, start)
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		out.at(p, head, shut+1, "proof.date.none", models.Args{"Date": string(p.text[head : shut+1])})
		return
	}
	if lastEnd > 0 && (last < 1 || last > daysIn(year, month)) {
		out.at(p, head, lastEnd, "proof.date.none", models.Args{"Date": string(p.text[head:lastEnd])})
		return
	}
	if year > 0 && !r.date.IsZero() && (year > r.date.Year()+farAhead || year < oldest) {
		out.at(p, head, shut+1, "proof.date.far", models.Args{"Year": year})
		return
	}
	r.weekday(p, head, shut+1, r.resolve(year, month, day), out)
}

// rangeEnd reads the second day of 4月28日至31日 or 4月28—31日; end is 0 where there is none.
func rangeEnd(t []rune, i int) (day, end int) {
	if get(t, i) == '日' {
		i++
	}
	i = skipBlanks(t, i)
	if !among(get(t, i), "至到—–-~～－") {
		return 0, 0
	}
	for among(get(t, i), "至到—–-~～－") {
		i++
	}
	day, end = digitsAt(t, skipBlanks(t, i))
	if shut := skipBlanks(t, end); end > i && end-i <= 3 && get(t, shut) == '日' {
		return day, shut + 1
	}
	return 0, 0
}

// yearBefore reads 2026年 before a month; head is where the whole date begins. 0: no year is given.
func yearBefore(t []rune, start int) (year, head int) {
	k := skipBlanksBack(t, start)
	if get(t, k-1) != '年' {
		return 0, start
	}
	k = skipBlanksBack(t, k-1)
	year, head = digitsBefore(t, k)
	if k-head != 4 {
		return 0, start
	}
	return year, head
}

// daysIn is the number of days of a month. 29 of February without a year are believed.
func daysIn(year, month int) int {
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// resolve finds the day that is meant: without a year the one nearest to the issue's date. It is zero where nothing says which
// year.
func (r *reading) resolve(year, month, day int) time.Time {
	on := func(year int) time.Time { return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
	if year > 0 {
		return on(year)
	}
	if r.date.IsZero() {
		return time.Time{}
	}
	best := on(r.date.Year())
	for _, y := range []int{r.date.Year() - 1, r.date.Year() + 1} {
		if other := on(y); other.Sub(r.date).Abs() < best.Sub(r.date).Abs() {
			best = other
		}
	}
	return best
}

const weekdays = "日一二三四五六"

// weekday compares the weekday that stands behind a date, in brackets or not.
func (r *reading) weekday(p *passage, head, end int, day time.Time, out *report) {
	if day.IsZero() {
		return
	}
	t := p.plain
	i := skipBlanks(t, end)
	bracket := among(get(t, i), "（(")
	if bracket {
		i = skipBlanks(t, i+1)
	}
	word := 0
	for _, w := range []string{"星期", "礼拜", "周"} {
		if hasPrefix(t[min(i, len(t)):], w) {
			word = len([]rune(w))
			break
		}
	}
	if word == 0 {
		return
	}
	said := get(t, i+word)
	if said == '天' {
		said = '日'
	}
	n := strings.IndexRune(weekdays, said)
	if said == 0 || n < 0 || bracket && !among(get(t, skipBlanks(t, i+word+1)), "）),，、") {
		return
	}
	right := []rune(weekdays)[day.Weekday()]
	if said == right {
		return
	}
	out.at(p, head, i+word+1, "proof.date.weekday", models.Args{
		"Date": models.PrintedDate(day.Format(time.DateOnly)), "Said": "星期" + string(said), "Right": "星期" + string(right),
	})
}

// year reads a year that stands alone or before a month.
func (r *reading) year(p *passage, k int, out *report) {
	t := p.plain
	stop := skipBlanksBack(t, k)
	year, start := digitsBefore(t, stop)
	switch {
	case stop-start == 5 && (year/10000 == 1 || year/10000 == 2):
		out.at(p, start, k+1, "proof.date.digits", nil)
	case stop-start != 4 || r.date.IsZero() || get(t, start-1) == '.':
	case year > r.date.Year()+farAheadYear && year < 3000:
		out.at(p, start, k+1, "proof.date.far", models.Args{"Year": year})
	}
}

// shortDay reads 2026-02-30, 2026.2.30 and 2026/2/30 at their first separator.
func (r *reading) shortDay(p *passage, k int, out *report) {
	t := p.plain
	year, start := digitsBefore(t, k)
	month, end := digitsAt(t, k+1)
	if k-start != 4 || year < oldest || year > 2200 || end-k > 3 || get(t, end) != t[k] {
		return
	}
	day, stop := digitsAt(t, end+1)
	if stop == end+1 || stop-end > 3 || get(t, stop) == t[k] || month < 1 || month > 12 {
		return
	}
	if day <= 31 && day > daysIn(year, month) {
		out.at(p, start, stop, "proof.date.none", models.Args{"Date": string(p.text[start:stop])})
	}
}

// issueDate finds an issue that is dated before the one it follows.
func issueDate(in *reading, r *report) {
	last := in.settings.LastDate
	if now := in.content.Manifest.Masthead.Date; now != "" && last != "" && now < last {
		r.note(Finding{Field: "date", text: now + " " + last}, "proof.issue_date", models.Args{
			"Date": models.PrintedDate(now), "LastDate": models.PrintedDate(last), "Last": in.settings.LastIssue,
		})
	}
}
