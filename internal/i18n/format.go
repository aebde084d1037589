package i18n

import (
	"context"
	"time"

	"github.com/dustin/go-humanize"
)

// chinaOffset is the distance from UTC of the one time zone of China, which has had no summer time since 1991.
const chinaOffset = 8 * 60 * 60

// WithLocation makes Date, DateTime and Ago show instants as clocks in loc show them.
func WithLocation(ctx context.Context, loc *time.Location) context.Context {
	return context.WithValue(ctx, locationKey, loc)
}

// Location is what WithLocation was given, or Chinese time.
func Location(ctx context.Context) *time.Location {
	if loc, ok := ctx.Value(locationKey).(*time.Location); ok && loc != nil {
		return loc
	}
	return time.FixedZone("Asia/Shanghai", chinaOffset)
}

// Date is the day of the instant t as written in running text: 2026年9月28日. The zero time gives "".
func Date(ctx context.Context, t time.Time) string {
	return layout(ctx, t, T(ctx, "time.date"))
}

// DateTime is Date with hours and minutes: 2026年9月28日 14:32.
func DateTime(ctx context.Context, t time.Time) string {
	return layout(ctx, t, T(ctx, "time.date_time"))
}

// Clock is the time of day of the instant t: 14:32. It stands where the day is today, as in what was saved just now.
func Clock(ctx context.Context, t time.Time) string {
	return layout(ctx, t, T(ctx, "time.clock"))
}

func layout(ctx context.Context, t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(Location(ctx)).Format(layout)
}

// spans tells from which age on a time is counted in which unit.
var spans = []struct {
	from time.Duration
	unit time.Duration
	key  string
}{
	{7 * 24 * time.Hour, 0, ""},
	{24 * time.Hour, 24 * time.Hour, "time.days_ago"},
	{time.Hour, time.Hour, "time.hours_ago"},
	{time.Minute, time.Minute, "time.minutes_ago"},
}

// Ago says how long before now t was: 刚刚, 5 分钟前, 3 小时前, 2 天前; after a week it is the date. It only ever
// stands beside the absolute time. A t after now, as from a clock running ahead, is 刚刚.
func Ago(ctx context.Context, t, now time.Time) string {
	age := now.Sub(t)
	for _, s := range spans {
		switch {
		case age < s.from:
			continue
		case s.unit == 0:
			return Date(ctx, t)
		default:
			return T(ctx, s.key, D{"Count": int(age / s.unit)})
		}
	}
	return T(ctx, "time.just_now")
}

// Size is a file's length for people: 83 kB, 1.2 MB (powers of 1000, as browsers and file managers show it).
func Size(bytes int64) string {
	return humanize.Bytes(uint64(max(bytes, 0)))
}
