package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jianbao/internal/paths"
)

func TestTheCalendarIsKeptByRangePasteAndRule(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	here := paths.With(paths.Calendar, "year", "2026")
	form := func(op string, rest ...string) []string {
		return append([]string{"role", "admin", "year", "2026", "op", op}, rest...)
	}
	b.post(paths.Calendar, form("off", "from", "2026-06-19", "to", "2026-06-21", "name", "端午节")...).leads(t, here)
	b.post(paths.Calendar, form("on", "from", "2026-06-28", "to", "", "name", "")...).leads(t, here)
	b.post(paths.Calendar, form("paste", "lines", "国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。")...).leads(t, here)
	b.post(paths.Calendar, form("fixed")...).leads(t, here)
	text := b.get(here).wants(t, http.StatusOK).page(t).Find(".calendar-spans").Text()
	for _, want := range []string{"6月19日（周五）至6月21日（周日）", "端午节", "6月28日（周日）", "10月1日（周四）至10月7日（周三）", "9月20日", "10月10日", "元旦", "5月1日（周五）至5月2日（周六）"} {
		if !strings.Contains(text, want) {
			t.Errorf("the calendar lacks %s", want)
		}
	}
	b.post(paths.Calendar, form("remove", "from", "2026-06-19", "to", "2026-06-21")...).leads(t, here)
	if text := b.get(here).page(t).Find(".calendar-spans").Text(); strings.Contains(text, "端午节") {
		t.Error("what was removed is still there")
	}
	bad := b.post(paths.Calendar, form("on", "from", "2026-06-29", "to", "", "name", "检修")...).wants(t, http.StatusUnprocessableEntity).page(t)
	if bad.Find("#f-from").AttrOr("value", "") != "2026-06-29" || bad.Find("#f-name").AttrOr("value", "") != "检修" || bad.Find("#f-from-error").Length() != 1 {
		t.Error("a refused day is gone, or nothing says why")
	}
	bad = b.post(paths.Calendar, form("paste", "lines", "中秋节放假")...).wants(t, http.StatusUnprocessableEntity).page(t)
	if !strings.Contains(bad.Find("#f-lines").Text(), "中秋节") || !strings.Contains(bad.Find("#f-lines-error").Text(), "第1行") {
		t.Error("a line without a day is gone, or nothing says which it is")
	}
	for _, op := range []string{"", "other"} {
		b.post(paths.Calendar, form(op)...).wants(t, http.StatusUnprocessableEntity)
	}
	b.get(paths.With(paths.Calendar, "year", "twelve")).wants(t, http.StatusNotFound)
	for first, beyond := range map[string]string{"2000": "1999", "2100": "2101"} {
		if b.get(paths.With(paths.Calendar, "year", first)).page(t).Find(`a[href$="year=`+beyond+`"]`).Length() != 0 {
			t.Errorf("the calendar of %s leads to a year that it does not have", first)
		}
	}
}
