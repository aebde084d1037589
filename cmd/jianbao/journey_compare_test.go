package main

import (
	"testing"

	"jianbao/internal/testenv"
)

func TestJourneyToWhatChanged(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)

	editor := j.staff("editor1")
	editor.press("编刊")
	editor.press("第93期")
	issue := editor.path()
	editor.press("预览")
	editor.open(issue)
	title := editor.text(".contents-title")
	editor.press(title)
	editor.fill("title", title+"新进展")
	editor.correct("。", "，成效明显。")
	editor.press("保存")

	editor.press("历史版本")
	editor.keepsNobodyOut(axe)
	editor.press("比对所选两稿")
	editor.sees("新进展", "新增：")
	editor.keepsNobodyOut(axe)
	editor.press("对照")
	editor.sees("改前", "改后")
	editor.keepsNobodyOut(axe)

	editor.open(issue)
	editor.press("比对")
	editor.sees("自我上次查看", "稿件有改动")
	editor.keepsNobodyOut(axe)
	editor.press("对照")
	editor.keepsNobodyOut(axe)
}
