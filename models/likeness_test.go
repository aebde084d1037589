package models_test

import (
	"strings"
	"testing"
	"time"

	"jianbao/models"
)

const portText = "北屿口岸推行提前申报，平均通关时间压缩到三小时以内，企业反映良好。今年以来已有二百余家企业受益，预计全年节约物流费用一千二百万元。"

func revisionOf(article int64, title, text string) models.Revision {
	return models.Revision{ArticleID: article, Text: models.ArticleText{Title: title, Body: models.Body{Blocks: []models.Block{paragraph("AAAA", text)}}}}
}

func TestARewrittenTextIsStillRecognised(t *testing.T) {
	t.Parallel()
	others := []models.Revision{
		revisionOf(1, "口岸通关提速", portText),
		revisionOf(2, "保税维修起步", "青圩保税区首批维修设备进区，全年计划维修二百台套，带动就业三百人，园区配套同步推进，首批三家企业已经签约入驻。"),
		revisionOf(3, "口岸　通关“提速”", "全文另写。"),
	}
	for name, c := range map[string]struct {
		text string
		want []models.Alike
	}{
		"the same text, other punctuation": {strings.ReplaceAll(portText, "，", "、 "), []models.Alike{{Article: 1, Kind: models.SameText, Percent: 100}}},
		"a sentence more":                  {"据介绍，" + portText + "下一步将向全省推广这一做法，并研究建立长效机制。", []models.Alike{{Article: 1, Kind: models.SameText, Percent: 100}}},
		"something else":                   {"全省统一的事项清单正式施行，办理时限平均缩短一半，材料减少三成，群众满意度继续提高，改革仍在推进之中。", nil},
		"too short to tell":                {"企业反映良好。", nil},
	} {
		got := models.FindAlike(models.ArticleText{Title: "新来稿", Body: models.Body{Blocks: []models.Block{paragraph("BBBB", c.text)}}}, others)
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	got := models.FindAlike(models.ArticleText{Title: "口岸通关提速"}, others)
	if len(got) != 2 || got[0].Kind != models.SameTitle || got[1].Article != 3 {
		t.Errorf("titles: %+v", got)
	}
}

func TestDecliningMaterialNeedsAReason(t *testing.T) {
	t.Parallel()
	var m models.Material
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	if err := m.Decide(models.Declined, "", 1, now); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("declined without a reason: %v", err)
	}
	if err := m.Decide(models.Adopted, "", 1, now); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("adopted by hand: %v", err)
	}
	if err := m.Decide(models.Declined, "与上期重复", 1, now); err != nil || m.FateOf(models.Article{}) != models.Declined || *m.DecidedBy != 1 {
		t.Errorf("%v, %+v", err, m)
	}
	issue := int64(7)
	if m.FateOf(models.Article{IssueID: &issue}) != models.Adopted {
		t.Error("what stands in an issue is not adopted")
	}
}

func BenchmarkFindAlike(b *testing.B) {
	others := make([]models.Revision, 500)
	for i := range others {
		others[i] = revisionOf(int64(i), "题目", strings.Repeat(portText, 10))
	}
	mine := models.ArticleText{Title: "新来稿", Body: models.Body{Blocks: []models.Block{paragraph("BBBB", strings.Repeat(portText, 10))}}}
	for b.Loop() {
		if len(models.FindAlike(mine, others)) != models.MaxAlike {
			b.Fatal("nothing alike")
		}
	}
}

func TestTitlesThatDifferInNumbersOnlyAreAColumn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b  string
		alike bool
	}{
		{"青圩保税区试行夜间专窗", "青圩保税区：试行“夜间专窗”", true},
		{"青圩保税区试行夜间专窗成效明显", "青圩保税区试行夜间专窗成效显著", true},
		{"青圩保税区试行夜间专窗", "云汀市认下首批境外职业资格", false},
		{"2026年1月份外贸运行情况", "2026年2月份外贸运行情况", false},
		{"一季度外贸运行情况", "二季度外贸运行情况", false},
		{"工作动态", "工作动向", false},
		{"工作动态", "工作动态", true},
		{"", "", false},
	} {
		got := models.TitleShapeOf(c.a).Likeness(models.TitleShapeOf(c.b))
		if alike := got >= models.SimilarTitle; alike != c.alike {
			t.Errorf("%q and %q are %d%% alike", c.a, c.b, got)
		}
	}
}
