package redline_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/redline"
)

func TestATextIsMarkedAsAPersonWouldMarkIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "稳步推进。", "稳步推进。", "稳步推进。"},
		{"one character", "北屿口岸试行提前申报", "北屿口岸推行提前申报", "北屿口岸[-试-]{+推+}行提前申报"},
		{"a number whole", "增长200万吨，同比升5.1%。", "增长210万吨，同比升5.1%。", "增长[-200-]{+210+}万吨，同比升5.1%。"},
		{"a number with decimals", "同比升5.1%", "同比升5.7%", "同比升[-5.1%-]{+5.7%+}"},
		{"thousands", "出口1,200箱", "出口1,250箱", "出口[-1,200-]{+1,250+}箱"},
		{"the unit alone", "投资200万元", "投资200亿元", "投资200[-万-]{+亿+}元"},
		{"a Latin word whole", "接入ERP系统", "接入WMS系统", "接入[-ERP-]{+WMS+}系统"},
		{"a hyphenated word", "防控COVID-19期间", "防控COVID-20期间", "防控[-COVID-19-]{+COVID-20+}期间"},
		{"a sign", "提速，增效", "提速、增效", "提速[-，-]{+、+}增效"},
		{"a sign at the end", "已经办结", "已经办结。", "已经办结{+。+}"},
		{"a clause", "以数字经济、生物经济等为重点", "以数字经济、生物经济、冰雪经济等为重点", "以数字经济、生物经济{+、冰雪经济+}等为重点"},
		{"a clause before its sign", "一是优化流程，三是压缩时限。", "一是优化流程，二是减少材料，三是压缩时限。", "一是优化流程，{+二是减少材料，+}三是压缩时限。"},
		{"a sentence", "企业反映良好。下一步继续推广。", "下一步继续推广。", "[-企业反映良好。-]下一步继续推广。"},
		{"a name around one character", "张小明说", "李小红说", "[-张小明-]{+李小红+}说"},
		{"two words with their link", "锚定制造业和外商投资领域", "锚定服务业和内资领域", "锚定[-制造-]{+服务+}业和[-外商投-]{+内+}资领域"},
		{"small words", "面临新的形势和任务", "面对新形势新任务", "面[-临-]{+对+}新[-的-]形势[-和-]{+新+}任务"},
		{"all of it", "港区扩建", "海关查验", "[-港区扩建-]{+海关查验+}"},
		{"from nothing", "", "新增一段", "{+新增一段+}"},
		{"to nothing", "删去一段", "", "[-删去一段-]"},
		{"a line", "甲\n乙", "甲\n丙", "甲⏎[-乙-]{+丙+}"},
	} {
		if got := marked(redline.Texts(c.before, c.after)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSegmentsJoinToBothTexts(t *testing.T) {
	t.Parallel()
	text := rapid.StringMatching(`[自贸港区试验，。、 0-9.%a-cé️\n]{0,60}`)
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		if b, a := sides(redline.Texts(before, after)); b != before || a != after {
			t.Fatalf("%q → %q became %q → %q", before, after, b, a)
		}
	})
}

func TestTextsThatAreNoUTF8SurviveToo(t *testing.T) {
	t.Parallel()
	before, after := "口岸\xff通关", "口\xfe岸通关"
	if b, a := sides(redline.Texts(before, after)); b != before || a != after {
		t.Errorf("became %q → %q", b, a)
	}
}

func TestOneChangedCharacterMarksOneDeletionAndOneInsertion(t *testing.T) {
	t.Parallel()
	text := rapid.StringMatching(`[自贸港区试验口岸通关便利，。]{1,60}`)
	rapid.Check(t, func(t *rapid.T) {
		runes := []rune(text.Draw(t, "text"))
		before := string(runes)
		runes[rapid.IntRange(0, len(runes)-1).Draw(t, "place")] = '新'
		counts := map[redline.Kind]int{}
		for _, s := range redline.Texts(before, string(runes)) {
			if counts[s.Kind]++; s.Kind != redline.Same && len([]rune(s.Text)) != 1 {
				t.Fatalf("%q → %q marks %q", before, string(runes), s.Text)
			}
		}
		if counts[redline.Deleted] != 1 || counts[redline.Inserted] != 1 {
			t.Fatalf("%q → %q gives %v", before, string(runes), counts)
		}
	})
}

func sides(segments []redline.Segment) (before, after string) {
	var b, a strings.Builder
	for _, s := range segments {
		if s.Kind != redline.Inserted {
			b.WriteString(s.Text)
		}
		if s.Kind != redline.Deleted {
			a.WriteString(s.Text)
		}
	}
	return b.String(), a.String()
}
