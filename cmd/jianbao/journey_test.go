package main

import (
	"testing"
)

func TestJourneyOfADemonstrationIssueSignedFromPaper(t *testing.T) {
	t.Parallel()
	j := begin(t)

	editor := j.staff("editor1")
	editor.press("导入文件")
	editor.attach("file", j.next)
	editor.press("识别")
	editor.sees("4 个栏目，10 篇稿件，40 段", "自动修正 4 处", "请确认 3 处拿不准的地方")
	editor.press("不修正")
	editor.sees("4 个栏目，10 篇稿件，41 段", "自动修正 3 处")
	editor.press("撤销上一个改动")
	editor.sees("4 个栏目，10 篇稿件，40 段", "自动修正 4 处")
	for range 3 {
		editor.press("没错")
	}
	editor.sees("没有拿不准的地方。")
	editor.press("建立这一期")
	editor.sees("第94期已建立")
	issue := editor.path()
	editor.press("澜州港：小码头接上大航线")
	editor.correct("澜江上游有四座老码头", "澜江上游有四座百年老码头")
	editor.press("保存")
	editor.sees("已保存。")
	editor.open(issue)
	editor.press("送审")
	editor.press("送审")
	editor.sees("第94期已送审。")
}
