package manuscript

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func refusal(t *testing.T, data []byte) Code {
	t.Helper()
	_, err := Read(data)
	var e *Error
	if !errors.As(err, &e) || e.Error() == "" {
		t.Fatalf("error %v", err)
	}
	return e.Code
}

func TestBadFilesAreRefusedWithTheirReason(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("澜江省自由贸易试验区工作简报\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want Code
	}{
		"nothing":              {nil, Empty},
		"blanks":               {[]byte(" \r\n\t\n　\n\f"), Empty},
		"only a mark":          {[]byte("\xef\xbb\xbf"), Empty},
		"zero bytes":           {[]byte("abc\x00def"), Binary},
		"word file":            {[]byte("PK\x03\x04\x14\x00"), Binary},
		"old word file":        {[]byte("\xd0\xcf\x11\xe0\xa1\xb1"), Binary},
		"pdf":                  {[]byte("%PDF-1.7\n%\xe2\xe3"), Binary},
		"control characters":   {bytes.Repeat([]byte("\x01\x02a"), 100), Binary},
		"damaged UTF-8":        {[]byte("开放前沿\n第87期\n省自贸\xe5\x8a\n主办"), InvalidEncoding},
		"marked but not UTF-8": {append([]byte("\xef\xbb\xbf"), gbk...), InvalidEncoding},
		"half a character":     {append(bytes.Clone(gbk), 0xb0), InvalidEncoding},
		"odd UTF-16":           {[]byte("\xff\xfe\x00\xd8A\x00"), InvalidEncoding},
		"nine megabytes":       {bytes.Repeat([]byte("字"), 3<<20), TooLarge},
		"five megabytes":       {bytes.Repeat([]byte("字"), 5<<20/3), TooLarge},
		"30,000 lines":         {bytes.Repeat([]byte("a\n"), 30_000), TooManyLines},
		"100,000 headings":     {[]byte(strings.Repeat("一、标题文字\n\n", 100_000)), TooManyLines},
		"100,000 form feeds":   {[]byte(strings.Repeat("甲\f", 100_000)), TooManyLines},
		"19,000 sections":      {[]byte(strings.Repeat("一、标题文字\n", 19_000)), TooManyHeadings},
		"9,500 articles":       {[]byte(strings.Repeat("（一）标题文字\n正文一句。\n", 9_500)), TooManyHeadings},
		"9,500 headings":       {[]byte("（一）标题\n" + strings.Repeat("1. 主要做法\n\n", 9_500)), TooManyHeadings},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := refusal(t, c.data); got != c.want {
				t.Errorf("refused as %s, want %s", got, c.want)
			}
		})
	}
}

func TestARefusalNamesTheLine(t *testing.T) {
	t.Parallel()
	_, err := Read([]byte("开放前沿\n第87期\n省自贸\xe5\x8a\n主办"))
	var e *Error
	if !errors.As(err, &e) || e.Line != 3 {
		t.Errorf("error %v", err)
	}
}

func TestEveryEncodingGivesTheSameText(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(short))
	if err != nil {
		t.Fatal(err)
	}
	units := utf16.Encode([]rune(short))
	le, be := []byte("\xff\xfe"), []byte("\xfe\xff")
	for _, u := range units {
		le = binary.LittleEndian.AppendUint16(le, u)
		be = binary.BigEndian.AppendUint16(be, u)
	}
	for want, data := range map[Encoding][]byte{UTF8: []byte("\ufeff" + short), GB18030: gbk, UTF16LE: le, UTF16BE: be} {
		if d := read(t, data); d.Text != short || d.Encoding != want {
			t.Errorf("%s read as %s", want, d.Encoding)
		}
	}
}

func TestLineEndsDoNotMatter(t *testing.T) {
	t.Parallel()
	want := shape(read(t, []byte(short)))
	for _, end := range []string{"\r\n", "\r"} {
		d := read(t, []byte(strings.ReplaceAll(short, "\n", end)))
		if got := shape(d); got != want || d.Repairs[0].Line != 10 || len(d.Lines) != 20 {
			t.Errorf("with %q: %s, %d lines, %+v", end, got, len(d.Lines), d.Repairs)
		}
	}
}

// hostile files are as long as a file may be, or nearly, and each feeds one rule with nothing but what it looks at: a step
// that took quadratic time would need minutes. BenchmarkReadHostileFiles shows that each takes less than a second.
func hostileFiles() map[string]string {
	return map[string]string{
		"one line":           strings.Repeat("口岸管理部门梳理了流程，", 110_000),
		"open lines":         strings.Repeat(strings.Repeat("口岸管理部门梳理了流程", 3)+"\n", 19_000),
		"table of one row":   strings.Repeat("甲\t乙\t", 200_000),
		"rows of tabs":       strings.Repeat("甲\t乙\n", 19_000),
		"rows of blanks":     strings.Repeat("甲　　乙　　丙\n甲　　乙\n", 9_500),
		"bars":               strings.Repeat("│甲│乙│\n", 19_000),
		"rules":              strings.Repeat("────\n", 19_000),
		"bullets":            strings.Repeat("• 一项\n", 19_000),
		"labels":             "第一期\n" + strings.Repeat("编辑：张三　", 100_000),
		"label lines":        "第一期\n标题标题\n正文。\n" + strings.Repeat("编辑：张三\n", 19_000),
		"distribution":       "第一期\n标题标题\n正文。\n报：" + strings.Repeat("省委、", 300_000),
		"contents":           "目录\n" + strings.Repeat("同一个标题文字在这里……1\n", 19_000),
		"page numbers":       strings.Repeat("— 1 —\n", 19_000),
		"numbers":            strings.Repeat("1\n2\n", 9_500),
		"form feeds":         strings.Repeat("甲\f", 19_000),
		"brackets":           strings.Repeat("（", 1_000_000),
		"blank":              "甲" + strings.Repeat(" ", 4_000_000) + "乙",
		"notes":              strings.Repeat("编者按：\n", 19_000),
		"footnotes":          strings.Repeat("[1] 注\n", 19_000),
		"bulletin names":     "开放前沿\n第87期\n" + strings.Repeat("开放前沿\n", 19_000),
		"short plain titles": strings.Repeat("一个标题文字\n一段正文。\n", 9_500),
		"digits and blanks":  strings.Repeat("2024 年 4 月 ", 200_000),
		"prose numbers":      strings.Repeat("1. 这是一句完整的话。\n", 19_000),
	}
}

func TestHostileFilesAreAnswered(t *testing.T) {
	t.Parallel()
	for name, data := range hostileFiles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := Read([]byte(data))
			if err == nil {
				err = d.CheckCoverage()
			}
			var e *Error
			if err != nil && !errors.As(err, &e) {
				t.Error(err)
			}
		})
	}
}

func TestAPrintRunBehindAFieldIsNoPartOfIt(t *testing.T) {
	t.Parallel()
	doc, err := Read([]byte("海岚简报\n\n第3期\n\n（一）开工\n\n项目今日开工建设。\n\n编辑：王小明　电话：0123-4567890　　（共印80份）\n"))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Colophon.Phone.Value != "0123-4567890" {
		t.Errorf("the telephone is %q", doc.Colophon.Phone.Value)
	}
	if err := doc.CheckCoverage(); err != nil {
		t.Error(err)
	}
}
