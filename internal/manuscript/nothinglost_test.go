package manuscript

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// holds reads any bytes and checks what must hold for all of them.
func holds(tb testing.TB, data []byte, ds Decisions) {
	tb.Helper()
	d, err := ReadWith(data, ds)
	if err != nil {
		return
	}
	if err := d.CheckCoverage(); err != nil {
		tb.Fatal(err)
	}
	out, err := d.MarshalJSON()
	if err != nil || !json.Valid(out) || !utf8.Valid(out) {
		tb.Fatalf("no valid JSON: %v", err)
	}
	for _, l := range d.Lines {
		n := utf8.RuneCountInString(l.Text)
		for _, p := range l.Parts {
			if p.Start < 0 || p.Start >= p.End || p.End > n {
				tb.Fatalf("line %d %q has part %+v", l.Number, l.Text, p)
			}
		}
	}
}

func FuzzNothingIsLost(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, s := range scraps {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, data, nil) })
}

// scraps are lines and pieces of lines that some rule looks at; any heap of them must come through whole.
var scraps = []string{
	"开放前沿", "开 放 前 沿", "《开放前沿》", "第87期", "第 2025-05 期（总第118期）", "增刊第二期", "主办：省自贸办　　2025年9月8日", "省自贸办编",
	"二〇二五年九月八日", "内部资料　注意保存", "目　录", "本期要目：", "一、澜江实践……1", "编者按：", "【编者按】本期选编三篇来稿。", "【要闻】", "【】", "◆视点◆", "◆◆◆",
	"一、澜江实践", "二、制度创新", "（一）首票业务落地", "(二)", "（三）", "1.", "1. 主要做法", "1.5万吨。", "（1）", "① 见附表", "★ 标题", "★", "※", "● ●",
	"• 一项", "- 两项", "[1] 参见", "注：单位为亿元", "表1 主要指标", "单位：亿元", "年份\t数值", "2024\t11.6", "│ 年份 │ 数值 │", "├──┼──┤", "┌──┐", "|", "||", "| |",
	"地区　　增速　　占比", "其他　　4.8　　13.5", "供稿：云汀市", "（供稿）", "（：供稿）", "（云汀市商务局供稿）", "（来源：）", "附件：", "附件1", "附件：1. 名单", "2. 名单", "> 引文", ">",
	"报：省委、省政府；送：各厅；发：各市", "报：", "送", "　　各市", "编辑：张　三　校对：李四", "编　辑　张　三", "主编：王五", "电话0000-1", "签发", "（共印80份）", "（本期完）",
	"— 1 —", "- 2 -", "第 3 页", "3", "\f", "\f\f", "\v", "\r", "\r\n", "\n", "\n\n", "\t", "　　", " ", "\u2028", "\ufeff", "\u200b", "\x01", "═══════", "……", "——副题", "———",
	"口岸管理部门会同查验单位梳理了申报流程，企业在网上一次提交材", "料即可。", "现。", "，并且", "问：为什么？", "答：因为。", "说明如下：", "a", "1", "。", "（", "）", "“", "\ufffd",
}

func heap(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 30).Draw(t, "lines") {
		for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "pieces") {
			b.WriteString(rapid.SampledFrom(scraps).Draw(t, "piece"))
		}
		b.WriteString(rapid.SampledFrom([]string{"\n", "\n", "\n\n", "\r\n", ""}).Draw(t, "end"))
	}
	return b.String()
}

func TestNothingIsLostOfAnyHeapOfLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { holds2(t, []byte(heap(t)), nil) })
}

// holds2 is holds for rapid, whose T is no testing.TB.
func holds2(t *rapid.T, data []byte, ds Decisions) {
	t.Helper()
	d, err := ReadWith(data, ds)
	if err != nil {
		return
	}
	if err := d.CheckCoverage(); err != nil {
		t.Fatalf("%v in %q", err, data)
	}
}
