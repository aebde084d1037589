package demo

import (
	"context"
	"fmt"

	"jianbao/models"
)

// plan is the story of one issue.
type plan struct {
	number int
	steps  []step
}

// step is one act, or several of the same person in a row, that begins at a moment of 2026.
type step struct {
	moment string
	act    act
}

// act does something to the issue with this id; the first act of an issue makes it and gives its id.
type act func(ctx context.Context, o *office, issue int64) (int64, error)

// plans are the stories of all issues. What they change must stand in the texts as it is quoted here.
var plans = []plan{
	{87, []step{
		{"09-22 09:12", brings("editor1")},
		{"09-22 10:20", rewords("editor1", 1, "就为企业减少损失约1150万元", "就为企业减少损失1150万元左右")},
		{"09-23 09:40", readies("editor1", 1, 5)},
		{"09-23 14:15", rewords("editor2", 10, "考验的是信任", "考验的是相互之间的信任")},
		{"09-23 15:02", readies("editor2", 6, 10)},
		{"09-24 16:40", submits("editor1")},
		{"09-25 10:26", approves("reviewer1", "同意")},
		{"09-25 16:08", approves("reviewer2", "同意")},
		{"09-28 08:51", approves("signer", "同意印发")},
		{"09-28 09:15", publishes},
	}},
	{88, []step{
		{"10-08 10:05", brings("editor2")},
		{"10-08 14:31", readies("editor2", 1, 4)},
		{"10-09 09:20", readies("editor1", 5, 10)},
		{"10-09 15:44", submits("editor2")},
		{"10-10 09:32", approves("reviewer1", "同意，数据已与口岸处核对")},
		{"10-10 15:10", rewords("reviewer2", 1, "没有一票货物因假期值守问题隔夜滞留", "未发生货物因值守原因隔夜滞留的情况")},
		{"10-10 15:26", approves("reviewer2", "同意。第一篇改了一处表述")},
		{"10-12 08:40", approves("signer", "同意印发")},
		{"10-12 09:05", publishes},
	}},
	{89, []step{
		{"10-13 09:30", brings("editor1")},
		{"10-13 11:08", illustrates("editor1", 1, "分季度看", figure{
			"各季进出口增速.png", "柱形图：第一季度增长8.8%，第二季度11.1%，第三季度10.8%", "图1　前三季度进出口同比增长（%，自左至右为第一、二、三季度）", []float64{8.8, 11.1, 10.8},
		})},
		{"10-13 15:18", readies("editor1", 1, 10)},
		{"10-14 11:05", submits("editor1")},
		{"10-14 16:47", approves("reviewer1", "同意")},
		{"10-15 10:12", returns("reviewer2", "第一篇标题“好于年初预期”没有对照口径，请改用统计数字；正文请写明数据来源。", 1)},
		{"10-15 14:20", retitles("editor2", 1, "前三季度自贸试验区进出口同比增长10.3%")},
		{"10-15 14:36", rewords("editor2", 1, "据初步统计", "据省自贸办统计监测处初步统计")},
		{"10-15 15:03", submits("editor1")},
		{"10-16 09:28", approves("reviewer1", "同意")},
		{"10-16 10:55", approves("reviewer2", "同意，已按意见修改")},
		{"10-19 08:37", approves("signer", "同意印发")},
		{"10-19 09:02", publishes},
	}},
	{90, []step{
		{"10-20 17:35", brings("editor2")},
		{"10-21 09:50", rewords("editor2", 1, "是个普通的星期二", "是个平常的星期二")},
		{"10-21 10:30", readies("editor2", 1, 4)},
		{"10-21 14:22", readies("editor1", 5, 10)},
		{"10-22 16:15", submits("editor2")},
		{"10-23 09:41", approves("reviewer1", "同意")},
		{"10-23 15:33", approves("reviewer2", "同意")},
		{"10-26 08:55", records("proofreader", "signer", models.OnPaper, "同意印发")},
		{"10-26 09:20", publishes},
	}},
	{91, []step{
		{"10-27 09:08", brings("editor1")},
		{"10-27 14:20", illustrates("editor1", 1, "鲜花到货损耗率", figure{
			"鲜花损耗率.png", "柱形图：改革前鲜花到货损耗率5.8%，改革后2.1%", "图1　鲜花到货损耗率（%，左为改革前，右为改革后）", []float64{5.8, 2.1},
		})},
		{"10-27 15:40", readies("editor1", 1, 6)},
		{"10-28 10:16", readies("editor2", 7, 10)},
		{"10-29 11:30", submits("editor1")},
		{"10-29 16:22", rewords("reviewer1", 1, "变化来自“机坪验放”改革", "变化来自今年推行的“机坪验放”改革")},
		{"10-29 16:38", approves("reviewer1", "同意")},
		{"10-30 10:05", records("proofreader", "reviewer2", models.ByTelephone, "同意")},
		{"11-02 08:46", approves("signer", "圈阅")},
		{"11-02 09:10", publishes},
	}},
	{92, []step{
		{"11-03 09:25", brings("editor2")},
		{"11-03 16:10", readies("editor1", 1, 5)},
		{"11-04 10:42", readies("editor2", 6, 10)},
		{"11-05 15:20", submits("editor2")},
		{"11-06 10:18", rewords("reviewer1", 1, "每年十月，是北屿口岸边民互市最忙的时节", "每年10月是北屿口岸边民互市最忙的时节")},
		{"11-06 10:35", approves("reviewer1", "同意。请复审留意第七篇表格中的占比")},
	}},
	{93, []step{
		{"11-10 09:14", brings("editor1")},
		{"11-10 10:02", rewords("editor1", 2, "今年重新铺了道砟、换了道岔", "今年重新铺设道砟、更换道岔")},
		{"11-10 14:48", rewords("editor2", 2, "铁路运输占比由29%升至46%", "铁路运输占比由29%提高到46%")},
		{"11-10 15:20", illustrates("editor2", 2, "提高到46%", figure{
			"铁路运输占比.png", "柱形图：铁路运输占比由29%提高到46%", "图1　铁路运输占比（%，左为改造前，右为改造后）", []float64{29, 46},
		})},
		{"11-11 09:36", readies("editor1", 1, 3)},
		{"11-11 15:05", rewords("editor2", 5, "资金到位平均47天", "资金到位平均需要47天")},
		{"11-12 10:27", readies("editor2", 5, 5)},
		{"11-12 16:19", rewords("editor1", 7, "疲劳后容易漏判", "疲劳之后容易漏判")},
	}},
}

// follow plays the story of an issue.
func (o *office) follow(ctx context.Context, p plan) error {
	issue := int64(p.number) // what the first act is given
	for _, s := range p.steps {
		if err := o.at(s.moment); err != nil {
			return err
		}
		id, err := s.act(ctx, o, issue)
		if err != nil {
			return fmt.Errorf("on %s: %w", s.moment, err)
		}
		issue = id
	}
	return nil
}
