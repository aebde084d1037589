package models

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

func TestNumbersAreThoseOfTheTableThatTheScriptIsTriedOnToo(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/numbers.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Numerals map[string]string
		Articles []struct {
			Mode    ArticleNumbering
			Sizes   []int
			Numbers [][]int
		}
	}
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	for n, want := range table.Numerals {
		number, err := strconv.Atoi(n)
		if got := ChineseNumeral(number); err != nil || got != want {
			t.Errorf("%s is written %s, want %s", n, got, want)
		}
	}
	for _, c := range table.Articles {
		if got := NumberArticles(c.Mode, c.Sizes); !reflect.DeepEqual(got, c.Numbers) {
			t.Errorf("%s %v: %v", c.Mode, c.Sizes, got)
		}
	}
}

func TestAnOrderIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "12:", "12:34,35;13:", "1:2;3:4"} {
		if o, err := ParseOrder(s); err != nil || o.String() != s {
			t.Errorf("%q is read as %v, %v", s, o, err)
		}
	}
	for _, s := range []string{":", ";", "x:1", "1:2,", "1:2,2", "1:;1:", "1:2;3:2", "1:02", "-", "1", "1:99999999999999999999"} {
		if o, err := ParseOrder(s); err == nil {
			t.Errorf("%q is read as %v", s, o)
		}
	}
}

func TestAnOrderIsChangedStepByStep(t *testing.T) {
	t.Parallel()
	was, err := ParseOrder("1:11,12;2:;3:31")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		got  Order
		want string
	}{
		{was.StepArticle(11, Down), "1:12,11;2:;3:31"},
		{was.StepArticle(12, Down), "1:11;2:12;3:31"},
		{was.StepArticle(31, Up), "1:11,12;2:31;3:"},
		{was.StepArticle(11, Up), "1:11,12;2:;3:31"},
		{was.StepArticle(31, Down), "1:11,12;2:;3:31"},
		{was.StepArticle(99, Down), "1:11,12;2:;3:31"},
		{was.StepSection(1, Down), "2:;1:11,12;3:31"},
		{was.StepSection(3, Down), "1:11,12;2:;3:31"},
		{was.StepSection(9, Up), "1:11,12;2:;3:31"},
		{was.MoveTo(11, 3), "1:12;2:;3:31,11"},
		{was.MoveTo(11, 1), "1:11,12;2:;3:31"},
		{was.MoveTo(11, 9), "1:11,12;2:;3:31"},
		{was.Without(12), "1:11;2:;3:31"},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if was.String() != "1:11,12;2:;3:31" {
		t.Errorf("the order itself became %s", was)
	}
}

func TestOnlyWhatWasMovedIsSaidToBeMoved(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ was, now, want []int64 }{
		{[]int64{1, 2, 3, 4, 5}, []int64{2, 3, 4, 5, 1}, []int64{1}},
		{[]int64{1, 2, 3, 4, 5}, []int64{5, 1, 2, 3, 4}, []int64{5}},
		{[]int64{1, 2, 3}, []int64{1, 9, 2, 3}, nil},
		{[]int64{1, 2, 3}, []int64{2, 1, 3}, []int64{1}},
		{nil, []int64{1}, nil},
	} {
		got := Moved(c.was, c.now)
		if len(got) != len(c.want) || len(got) == 1 && !slices.Equal(got, c.want) {
			t.Errorf("from %v to %v moved %v, want %v", c.was, c.now, got, c.want)
		}
	}
}

func TestAnOlderOrderIsBroughtOntoTheOrderOfNow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, was, mine, now string
		out, gone            []int64
		want                 string
		takenOut             []int64
		goneSections         []int64
		goneArticles         []int64
	}{
		{"others added", "1:11,12", "1:12,11", "1:11,12,13;2:21", nil, nil, "1:12,13,11;2:21", nil, nil, nil},
		{"others took one away", "1:11,12", "1:12,11", "1:12", nil, nil, "1:12", nil, nil, []int64{11}},
		{"one was put in from the pool", "1:11", "1:50,11", "1:11", nil, nil, "1:50,11", nil, nil, nil},
		{"the one put in is not free any more", "1:11", "1:60,11", "1:11", nil, nil, "1:11", nil, nil, []int64{60}},
		{"a section went", "1:11;2:21", "2:21;1:11", "1:11,21", nil, nil, "1:11,21", nil, []int64{2}, nil},
		{"mine takes one out", "1:11,12", "1:12", "1:11,12", []int64{11}, nil, "1:12", []int64{11}, nil, nil},
		{"mine removes a section that others filled", "1:11;2:21", "1:11", "1:11;2:21,22;3:31", []int64{21}, []int64{2}, "1:11;3:31", []int64{21, 22}, nil, nil},
		{"mine removes a section and moves what it held", "1:11;2:21", "1:11,21", "1:11;2:21,22", nil, []int64{2}, "1:11,21", []int64{22}, nil, nil},
		{"mine removes a section that others removed", "1:11;2:21", "1:11", "1:11", []int64{21}, []int64{2}, "1:11", nil, nil, nil},
		{"a removed section comes back", "1:11", "1:11;5:50", "1:11,12;3:31", nil, nil, "1:11,12;3:31;5:50", nil, nil, nil},
		{"a section that never was does not come", "1:11", "1:11;6:50", "1:11", nil, nil, "1:11", nil, []int64{6}, []int64{50}},
	} {
		was, _ := ParseOrder(c.was)
		mine, _ := ParseOrder(c.mine)
		now, _ := ParseOrder(c.now)
		r := now.Reapply(Remade{
			Was: was, Mine: mine, Out: c.out, Gone: c.gone,
			Free: func(id int64) bool { return id == 50 }, Back: func(id int64) bool { return id == 5 },
		})
		if r.Order.String() != c.want || !slices.Equal(r.Out, c.takenOut) || !slices.Equal(r.GoneSections, c.goneSections) || !slices.Equal(r.GoneArticles, c.goneArticles) {
			t.Errorf("%s: %s, out %v, gone %v %v", c.name, r.Order, r.Out, r.GoneSections, r.GoneArticles)
		}
	}
}

func TestTitlesAreTheSameApartFromWidthBlanksAndPunctuation(t *testing.T) {
	t.Parallel()
	if a, b := TitleKey("ＲＣＥＰ　红利：“落地”！"), TitleKey("rcep红利落地"); a != b || a == "" {
		t.Errorf("%q and %q", a, b)
	}
	if got := TitleKey("——！"); got != "" {
		t.Errorf("%q", got)
	}
}
