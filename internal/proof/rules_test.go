package proof_test

import (
	"slices"
	"strings"
	"testing"

	"jianbao/internal/proof"
	"jianbao/models"
)

// issue is a sound issue with one article of these paragraphs.
func issue(paragraphs ...string) models.EditionContent {
	var blocks []models.Block
	for i, p := range paragraphs {
		blocks = append(blocks, models.Block{ID: "BLOCK" + string(rune('A'+i)), Kind: models.Paragraph, Inlines: models.Text(p)})
	}
	return withBlocks(blocks...)
}

func withBlocks(blocks ...models.Block) models.EditionContent {
	return models.EditionContent{
		Manifest: models.Manifest{
			Masthead: models.Masthead{Name: "开放前沿", IssueNumber: models.IssueNumber{Kind: models.Regular, Number: 7}, Date: "2026-09-28"}, Access: models.Public,
		},
		Sections: []models.EditionSection{{Number: 1, Title: "动态", Articles: []models.EditionArticle{
			{ID: 12, Number: 1, Text: models.ArticleText{Title: "口岸通关提速", Origin: models.OriginOwn, Body: models.Body{Blocks: blocks}}},
		}}},
	}
}

// rulesOf names the rules that object, each once.
func rulesOf(all []proof.Finding) []string {
	var out []string
	for _, f := range all {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// marked are the places that a rule objects to.
func marked(all []proof.Finding, rule string) []string {
	var out []string
	for _, f := range all {
		if f.Rule == rule {
			out = append(out, f.Marked)
		}
	}
	return out
}

// lines are paragraphs that stand in one string, one a line.
func lines(s string) []string { return strings.Split(s, "\n") }

// sound are texts that no rule objects to; a line feed begins a paragraph.
var sound = []string{
	"窗口办结“一件事”三百余项，企业少跑“两趟路”。",
	"局长说：“他们喊出了‘今天的事今天办’，大家都服气。”",
	"座谈会上，代表们谈到三点：\n“第一，通道要宽。\n“第二，成本要低。\n“第三，人要留得住。”",
	"《口岸条例》（修订草案）和《仓储管理办法》同时征求意见。",
	"全文引用《关于印发〈保税维修目录〉的通知》，未作改动。",
	"工作分三步：1)摸清底数；2)列出清单；3)逐项销号。",
	"工作分三步（包括：1）摸清底数；2）列出清单；3）逐项销号），年底完成。",
	"先做两件事：a）开仓库；b）配车队。",
	"他在 Xi’an 读过书，会背 Shakespeare’s 的诗，也懂 workers’ rights。",
	"展台上的27”屏幕和 6’ 的货架都来自本地。",
	"取值范围为[0，100)，超出的按端点计。",
	"说明见 https://example.org/a(b)_c.html?x=[1 ，请自行下载。",
	"主要做法：1.万吨级码头先行开工；2.千方百计稳住货源。",
	"1.万吨级码头先行开工，明年六月投产。",
	"No.5 泊位、v2.5 版系统和 10.0.0.1 号主机都已启用。",
	"同比增长3.5%，占比为0.08‰，水温12.5℃。",
	"The port opened in 2020. 5 companies moved in, and 3 more followed.",
	"他问：“真的吗？！”没有人回答……",
	"——这是全省第一单。",
	"粮食、煤炭、矿石……都从这里走。",
	"参加单位：商务局、海关、边检",
	"张伟  李强  王芳",
	"附件：1. 保税维修目录，2. 企业名单，3. 办理流程图，4. 联系人名册",
	"主要做法有以下几条：",
	"（一）突出重点，抓好落实",
	"一是抓准入，二是抓监管，三是抓服务。",
	"一是抓准入。一是看资质，二是看信用。\n二是抓监管。\n三是抓服务。",
	"（一）准入\n1. 资质要真，材料要全。\n2. 信用要好，记录要清。\n（二）监管\n1. 抽查要勤，处置要快。\n2. 结果要公开，渠道要畅。",
	"会议定于9月28日（星期一）召开，会期两天。",
	"2024年2月29日、2025年2月28日都是统计截止日。",
	"规划期为2026年至2035年，远景展望到2060年。",
	"4月28日至30日，代表团到访。",
	"项目自1978年10月31日起筹备，历时多年。",
	"首届年会于2025年12月31日星期三闭幕，会期三天。",
	"（作者：省口岸办 李明）",
	"全部材料已经归档，可随时查阅（详见下表）。",
	"他写道：“路修到哪里，货就跟到哪里。”",
	"Regards, the port authority sends its best wishes to all readers",
	"票价为12（含税）元，月票为300（含税）元。",
	"电话：0000-1234567，传真：0000-1234568",
}

func TestNoRuleObjectsToSoundText(t *testing.T) {
	t.Parallel()
	for _, text := range sound {
		for _, f := range proof.Check(issue(lines(text)...), proof.Settings{}) {
			t.Errorf("%q: %s %s %q", text, f.Rule, f.Key, f.Marked)
		}
	}
}

// faulty are texts that exactly one rule objects to, at these places.
var faulty = []struct {
	text, rule string
	places     []string
}{
	{"窗口办结“一件事三百余项，企业都说好。", "pairs", []string{"“"}},
	{"窗口办结一件事”三百余项，企业都说好。", "pairs", []string{"”"}},
	{"窗口办结“一件事“三百余项，企业都说好。", "pairs", []string{"“一件事“"}},
	{"窗口办结”一件事”三百余项，企业都说好。", "pairs", []string{"”一件事”"}},
	{"窗口办结“一件事\"三百余项，企业都说好。", "pairs", []string{"“一件事\""}},
	{"《口岸条例（修订草案》）征求意见，为期一个月。", "pairs", []string{"（修订草案》"}},
	{"《口岸条例征求意见，为期一个月。", "pairs", []string{"《"}},
	{"货物（含转口货物共九千吨，同比增长一成。", "pairs", []string{"（"}},
	{"同比增长一成）的货物共九千吨，来自三地。", "pairs", []string{"）"}},
	{"他在‘双十一前到岗，一天也没耽误。", "pairs", []string{"‘"}},
	{"【本报讯口岸昨日开通，首日过货九千吨。", "pairs", []string{"【"}},
	{"“路要通。\n货要走。", "pairs", []string{"“"}},
	{"吞吐量达到213.万吨，居全省第一。", "digits", []string{"213.万"}},
	{"同比增长3.%，居全省第一。", "digits", []string{"3.%"}},
	{"吞吐量达到2 .5亿吨，居全省第一。", "digits", []string{"2 .5"}},
	{"吞吐量增长2. 5%，居全省第一。", "digits", []string{"2. 5"}},
	{"同比增长3。5%，居全省第一。", "digits", []string{"3。5%"}},
	{"同比增长3..5个百分点，居全省第一。", "digits", []string{"3..5"}},
	{"吞吐量达到２１３．万吨，居全省第一。", "digits", []string{"２１３．万"}},
	{"座谈时他说：“路要通。\n货要走。\n人要留。”", "quotation", []string{"货", "人"}},
	{"货物（含转口货物)共九千吨，同比增长一成。", "brackets", []string{"（含转口货物)"}},
	{"货物(含转口货物)共九千吨，同比增长一成。", "brackets", []string{"(含转口货物)"}},
	{"他说：“大家都讲“时间就是金钱”，我信。”", "nesting", []string{"“时间就是金钱”"}},
	{"印发《关于执行《口岸条例》的通知》，即日施行。", "nesting", []string{"《口岸条例》"}},
	{"粮食、、煤炭都从这里走，，一天不停。。", "doubled", []string{"、、", "，，", "。。"}},
	{"粮食、煤炭、。都从这里走，一天不停。", "doubled", []string{"、。"}},
	{"粮食,，煤炭都从这里走，一天不停。", "doubled", []string{",，"}},
	{"他说：“路要通。”。大家都同意。", "doubled", []string{"。”。"}},
	{"粮食、煤炭。。。都从这里走，一天不停。", "doubled", []string{"。。。"}},
	{"粮食、煤炭……等，都从这里走。", "doubled", []string{"……等"}},
	{"今年以来，口岸进出口货物九千余吨，同比增长一成，全部在二十四小时之内办结放行", "full_stop", []string{"行"}},
	{"今年以来，口岸进出口货物九千余吨。全部在二十四小时之内办结", "full_stop", []string{"结"}},
	{"今年以来，口岸进出口货物九千余吨，全部办结.", "full_stop", []string{"."}},
	{"今年以来，口岸进出口货物九千余吨，全部在二十四小时之内办结，\n明年还要快。", "full_stop", []string{"，"}},
	{"今年以来口岸进出口货物九千余吨。他高兴地写道：“路修到哪里，货就跟到哪里”", "full_stop", []string{"”"}},
	{"一是抓准入，三是抓监管。", "numbering", []string{"三是"}},
	{"一是抓准入；三是抓监管；四是抓服务。", "numbering", []string{"三是"}},
	{"一、准入\n二、监管\n四、服务", "numbering", []string{"四、"}},
	{"（一）准入\n（三）监管", "numbering", []string{"（三）"}},
	{"1. 准入\n2. 监管\n2. 服务", "numbering", []string{"2."}},
	{"二、监管\n三、服务", "numbering", []string{"二、"}},
	{"材料①申请表；③身份证。", "numbering", []string{"③"}},
	{"会议定于2月30日召开，会期两天。", "date", []string{"2月30日"}},
	{"会议于2025年2月29日召开，会期两天。", "date", []string{"2025年2月29日"}},
	{"会议于13月5日召开，会期两天。", "date", []string{"13月5日"}},
	{"会议于4月28日至31日召开，会期四天。", "date", []string{"4月28日至31日"}},
	{"会议于9月28日（星期三）召开，会期两天。", "date", []string{"9月28日（星期三"}},
	{"会议于2026年9月28日周日召开，会期两天。", "date", []string{"2026年9月28日周日"}},
	{"会议于2206年9月28日召开，会期两天。", "date", []string{"2206年", "2206年9月28日"}},
	{"会议于20226年召开，会期两天。", "date", []string{"20226年"}},
	{"截至2026-06-31，共过货九千吨。", "date", []string{"2026-06-31"}},
}

func TestEachFaultIsFoundByItsRuleAndNoOther(t *testing.T) {
	t.Parallel()
	for _, c := range faulty {
		found := proof.Check(issue(lines(c.text)...), proof.Settings{})
		if got := rulesOf(found); !slices.Equal(got, []string{c.rule}) {
			t.Errorf("%q: objections by %v, want %s", c.text, got, c.rule)
		}
		if got := marked(found, c.rule); !slices.Equal(got, c.places) {
			t.Errorf("%q: marked %q, want %q", c.text, got, c.places)
		}
	}
}
