package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestATextIsFilledWithItsData(t *testing.T) {
	t.Parallel()
	if got, want := T(t.Context(), "time.minutes_ago", D{"Count": 5}), "5 分钟前"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAKeyWithoutTextShowsItselfAndIsFound(t *testing.T) {
	t.Parallel()
	page := "<p>" + T(t.Context(), "no.such.key") + "</p><p>" + T(t.Context(), "time.just_now") + "</p>"
	if got := Missing(page); len(got) != 1 || got[0] != "no.such.key" {
		t.Errorf("Missing(%q) = %q", page, got)
	}
}

func TestAPlaceholderWithoutDataCountsAsMissing(t *testing.T) {
	t.Parallel()
	for _, data := range [][]D{nil, {nil}, {{"Cuont": 5}}} {
		if got, want := T(t.Context(), "time.minutes_ago", data...), "⟦time.minutes_ago⟧"; got != want {
			t.Errorf("T with %v = %q, want %q", data, got, want)
		}
	}
}

func TestALanguageWithoutTheTextBorrowsTheDefault(t *testing.T) {
	t.Parallel()
	ctx := WithLanguage(t.Context(), "fr")
	if got, want := T(ctx, "time.just_now"), "刚刚"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestASecondLanguageIsOneMoreFolder(t *testing.T) {
	t.Parallel()
	b, err := load(fstest.MapFS{
		"catalog/zh-Hans/a.toml": {Data: []byte(`"a.b" = "甲"`)},
		"catalog/en/a.toml":      {Data: []byte(`"a.b" = "A"`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(b.LanguageTags()); got != 2 {
		t.Errorf("%d languages, want 2", got)
	}
}

func TestAKeyMayNotStandInTwoFiles(t *testing.T) {
	t.Parallel()
	_, err := load(fstest.MapFS{
		"catalog/zh-Hans/a.toml": {Data: []byte(`"a.b" = "甲"`)},
		"catalog/zh-Hans/b.toml": {Data: []byte(`"a.b" = "乙"`)},
	})
	if err == nil || !strings.Contains(err.Error(), "a.toml") {
		t.Errorf("error = %v, want one that names the first file", err)
	}
}

func TestDatesAreWrittenInChineseTime(t *testing.T) {
	t.Parallel()
	instant := time.Date(2026, 9, 27, 16, 5, 0, 0, time.UTC)
	if got, want := Date(t.Context(), instant), "2026年9月28日"; got != want {
		t.Errorf("Date = %q, want %q", got, want)
	}
	if got, want := DateTime(t.Context(), instant), "2026年9月28日 00:05"; got != want {
		t.Errorf("DateTime = %q, want %q", got, want)
	}
	if got, want := DateTime(WithLocation(t.Context(), time.UTC), instant), "2026年9月27日 16:05"; got != want {
		t.Errorf("DateTime in UTC = %q, want %q", got, want)
	}
	if got := Date(t.Context(), time.Time{}); got != "" {
		t.Errorf("Date of no time = %q, want nothing", got)
	}
}

func TestAgeIsToldInItsLargestUnit(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 9, 28, 6, 0, 0, 0, time.UTC)
	for age, want := range map[time.Duration]string{
		-time.Hour:                      "刚刚",
		59 * time.Second:                "刚刚",
		time.Minute:                     "1 分钟前",
		59*time.Minute + 59*time.Second: "59 分钟前",
		3 * time.Hour:                   "3 小时前",
		47 * time.Hour:                  "1 天前",
		7 * 24 * time.Hour:              "2026年9月21日",
	} {
		if got := Ago(t.Context(), now.Add(-age), now); got != want {
			t.Errorf("after %v: %q, want %q", age, got, want)
		}
	}
}

func TestSizesAreShort(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{-1: "0 B", 0: "0 B", 83_000: "83 kB", 1_234_567: "1.2 MB"} {
		if got := Size(bytes); got != want {
			t.Errorf("Size(%d) = %q, want %q", bytes, got, want)
		}
	}
}

func BenchmarkT(b *testing.B) {
	for b.Loop() {
		T(b.Context(), "time.minutes_ago", D{"Count": 5})
	}
}
