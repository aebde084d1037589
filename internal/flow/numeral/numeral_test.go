package numeral

import "testing"

func TestNumbersAreWrittenAsTheirStylesWriteThem(t *testing.T) {
	t.Parallel()
	for style, want := range map[Style]map[int]string{
		"decimal":                      {1: "1", 120: "120", -1: "-1"},
		"decimalZero":                  {7: "07", 12: "12"},
		"decimalFullWidth":             {10: "１０"},
		"chineseCounting":              {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一○五"},
		"chineseCountingThousand":      {0: "零", 10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十", 1001: "一千零一", 10010: "一万零一十"},
		"taiwaneseCounting":            {12: "十二"},
		"japaneseCounting":             {10: "十", 100: "百", 101: "百一", 1000: "千"},
		"ideographDigital":             {10: "一〇", 2026: "二〇二六"},
		"chineseLegalSimplified":       {10: "壹拾", 101: "壹佰零壹"},
		"decimalEnclosedCircle":        {1: "①", 20: "⑳", 21: "21"},
		"decimalEnclosedCircleChinese": {3: "③"},
		"decimalEnclosedParen":         {2: "⑵"},
		"decimalEnclosedFullstop":      {20: "⒛"},
		"ideographTraditional":         {1: "甲", 10: "癸", 11: "11"},
		"ideographZodiac":              {12: "亥"},
		"ideographZodiacTraditional":   {1: "甲子", 60: "癸亥", 61: "61"},
		"upperLetter":                  {1: "A", 27: "AA", 32767: "32767"},
		"lowerLetter":                  {2: "b"},
		"upperRoman":                   {4: "IV", 1999: "MCMXCIX", 4000: "4000"},
		"lowerRoman":                   {9: "ix"},
		"none":                         {5: ""},
		"unheard of":                   {3: "3"},
	} {
		for n, text := range want {
			if got := Write(style, n); got != text {
				t.Errorf("%s writes %d as %q and not %q", style, n, got, text)
			}
		}
	}
}
