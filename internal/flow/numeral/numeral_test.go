package numeral

import "testing"

func TestNumbersAreWrittenAsAReaderExpects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		style Style
		n     int
		want  string
	}{
		{Decimal, 12, "12"},
		{"unheard of", 3, "3"},
		{None, 3, ""},
		{DecimalZero, 3, "03"},
		{FullWidth, 10, "１０"},
		{Chinese, 1, "一"},
		{Chinese, 10, "十"},
		{Chinese, 11, "十一"},
		{Chinese, 20, "二十"},
		{Chinese, 101, "一百零一"},
		{Chinese, 110, "一百一十"},
		{ChineseThousands, 2005, "二千零五"},
		{Chinese, 10000, "10000"},
		{ChineseLegal, 12, "壹拾贰"},
		{ChineseDigits, 105, "一〇五"},
		{Circled, 20, "⑳"},
		{Circled, 21, "21"},
		{Stems, 3, "丙"},
		{UpperLetter, 28, "BB"},
		{LowerLetter, 1, "a"},
		{LowerLetter, 1_000_000, "1000000"},
		{UpperRoman, 1994, "MCMXCIV"},
		{LowerRoman, 4, "iv"},
		{LowerRoman, -1, "-1"},
	} {
		if got := Write(c.style, c.n); got != c.want {
			t.Errorf("%s %d is %q, want %q", c.style, c.n, got, c.want)
		}
	}
}
