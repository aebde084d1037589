package manuscript

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// wanted is an issue as it was meant.
type wanted struct {
	sections []wantedSection
	joins    int
}

// extras are what an article may hold beside paragraphs and headings.
var extras = []string{"none", "none", "none", "tabs", "bars", "columns", "one two", "question", "lead", "footnote", "attachment", "list", "note"}

type wantedSection struct {
	title    string
	articles []wantedArticle
}

type wantedArticle struct {
	title, source string
	number        int
	blocks        []wantedBlock
}

type wantedBlock struct {
	kind   Kind
	level  int
	marker string
	text   string
}

var (
	sectionPool = []string{"澜江实践", "制度创新", "他山之石", "前沿观察", "工作动态", "政策解读", "基层一线", "市场观察"}
	titlePool   = []string{
		"北屿口岸试行鲜活货物夜间专窗", "云汀市认下首批境外职业资格", "修一台设备，带一条产业链", "临港新城理顺进港“最后三公里”",
		"砚山茶器“拼着出海”", "保税船用燃料加注实行“一次申报、连续供应”", "连锁企业开新店省去重复提交", "一位老报关员眼里的二十年",
		"把空箱调运变成公共服务", "数字提单让单证流转提速", "青圩保税区推行“工单式”核销", "国际航行船舶证书不停航换证",
		"绿色电力有了“出身证明”", "大型建设项目分段验收、先通先用", "邮轮停一天，城市多一夜", "航运数据空间让企业放心共享",
		"《便利化措施二十条》正式施行", "夜里到港，天亮前上市！", "外资企业为什么愿意留下来？", "北屿口岸：甩挂换头 司机不出关", "2025 年重点任务有了“路线图”",
		"省商务厅、省口岸办负责人就全省口岸收费目录清单和鲜活农产品绿色通道管理办法答记者问", "学习贯彻会议精神 推动口岸高质量发展",
		"2025年全省口岸工作会议召开", "首票跨境数据服务贸易落地", "退役矿机的第二次远行",
	}
	headingPool = []string{"基本情况", "主要做法", "实践效果", "存在问题", "下一步安排", "改革背景", "几点启示", "运行数据", "组织方式", "后续打算"}
	likelyPool  = []string{"把空箱放在一张图上", "借箱有规矩，还箱有账算", "效果先体现在内陆", "当场退，钱在店里花", "小店也能退", "验货不再翻箱"}
	clausePool  = []string{
		"口岸管理部门会同查验单位梳理了申报流程", "企业在网上一次提交材料即可", "平均办理时间由五个工作日缩短到一天半", "首批有四十二家企业参加试点",
		"服务专班每周到园区走访一次", "港区道路上的拥堵点减少了六处", "三个月来没有发生一起差错", "参与各方签订了责任清单",
		"单证由事前交改为事后查", "仓库和码头之间开通了循环班车", "有关做法已经写入操作规程", "外地企业也可以在线预约",
		"系统会自动提示需要复核的票据", "费用由主管部门和企业按比例分担", "2024年全年完成货值18.6亿元", "同比增长12.5%",
		"从反馈情况看满意度达到九成七", "相关经验在全省七个片区推开", "基层同志反映最多的是表格太多", "这项工作仍处在起步阶段",
	}
)

// writer writes an issue in a style and keeps what it meant.
type writer struct {
	*rapid.T
	b       strings.Builder
	want    wanted
	gap     string // between paragraphs
	indent  string
	pages   string // none, dash, feed or head
	page    int
	sec     string
	art     string
	inner   string
	restart bool
	sources string
	used    map[string]bool
	listed  []string
}

func (w *writer) pick(name string, from ...string) string {
	return rapid.SampledFrom(from).Draw(w.T, name)
}

func (w *writer) fresh(name string, pool []string) string {
	var left []string
	for _, s := range pool {
		sentence := w.art == "plain" && (strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？")) // as far as one can tell without a number
		if !w.used[s] && !sentence {
			left = append(left, s)
		}
	}
	s := w.pick(name, left...)
	w.used[s] = true
	return s
}

func (w *writer) sentence() string {
	n := rapid.IntRange(2, 4).Draw(w.T, "clauses")
	parts := make([]string, n)
	for i := range parts {
		parts[i] = w.pick("clause", clausePool...)
	}
	return strings.Join(parts, "，") + "。"
}

func (w *writer) paragraph() string {
	var b strings.Builder
	for range rapid.IntRange(1, 4).Draw(w.T, "sentences") {
		b.WriteString(w.sentence())
	}
	return b.String()
}

func (w *writer) line(s string) { w.b.WriteString(s + "\n" + w.gap) }

// text writes a paragraph, perhaps cut by a page end after at least thirty characters.
func (w *writer) text(marker, s string) {
	runes := []rune(s)
	if w.pages == "none" || len(runes) < 60 || !rapid.Bool().Draw(w.T, "cut") {
		w.line(w.indent + marker + s)
		return
	}
	at := rapid.IntRange(30, len(runes)-3).Draw(w.T, "at")
	for ended(string(runes[:at])) || strings.ContainsRune("0123456789.%", runes[at]) || strings.ContainsRune("0123456789.%", runes[at-1]) {
		at--
	}
	w.want.joins++
	w.line(w.indent + marker + string(runes[:at]))
	w.breakPage()
	w.line(string(runes[at:]))
}

func (w *writer) breakPage() {
	w.page++
	switch w.pages {
	case "dash":
		w.line(fmt.Sprintf("— %d —", w.page))
	case "feed":
		w.b.WriteString("\f")
	case "head":
		w.line(fmt.Sprintf("- %d -", w.page))
		w.line("\f开放前沿　第87期")
	}
}

func (w *writer) marker(style string, n int) string {
	switch style {
	case "han":
		return hanNumber(n) + "、"
	case "paren":
		if rapid.Bool().Draw(w.T, "half") {
			return "(" + hanNumber(n) + ")"
		}
		return "（" + hanNumber(n) + "）"
	case "arabic":
		return fmt.Sprintf("%d.", n)
	case "parenArabic":
		return fmt.Sprintf("（%d）", n)
	case "star":
		return "★ "
	case "dot":
		return "●"
	}
	return ""
}

func (w *writer) sectionLine(title string, n int) string {
	switch w.sec {
	case "han":
		return hanNumber(n) + "、" + title
	case "bracket":
		return "【" + title + "】"
	case "diamond":
		return "◆ " + title
	case "part":
		return "第" + hanNumber(n) + "部分　" + title
	}
	return title
}

func (w *writer) article(number int) wantedArticle {
	a := wantedArticle{title: w.fresh("title", titlePool), number: number}
	w.line(w.marker(w.art, number) + a.title)
	add := func(kind Kind, level int, marker, text string) {
		a.blocks = append(a.blocks, wantedBlock{kind, level, marker, text})
	}
	para := func() {
		s := w.paragraph()
		w.text("", s)
		add(Paragraph, 0, "", s)
	}
	para()
	w.extra(add)
	switch w.inner {
	case "headings":
		style := map[string]string{"han": "paren", "paren": "arabic", "arabic": "parenArabic", "star": "han", "dot": "paren", "plain": "han"}[w.art]
		for i := range rapid.IntRange(2, 3).Draw(w.T, "headings") {
			m, h := w.marker(style, i+1), w.pick("heading", headingPool...)
			w.line(w.indent + m + h)
			add(Heading, 1, m, h)
			para()
		}
	case "numbered":
		style := map[string]string{"han": "arabic", "paren": "parenArabic", "arabic": "parenArabic", "star": "arabic", "dot": "arabic", "plain": "arabic"}[w.art]
		for i := range rapid.IntRange(2, 4).Draw(w.T, "items") {
			m, s := w.marker(style, i+1), w.paragraph()
			w.text(m, s)
			add(Paragraph, 0, m, s)
		}
	case "likely":
		for range 2 {
			h := w.pick("sub-heading", likelyPool...)
			w.line(w.indent + h)
			add(Heading, 1, "", h)
			para()
		}
	}
	switch w.sources {
	case "bracket":
		a.source = "云汀市商务局"
		w.line("（云汀市商务局供稿）")
	case "line":
		a.source = "青圩保税区管委会"
		w.line("供稿：青圩保税区管委会")
	}
	return a
}

// extra writes something that is neither paragraph nor heading, and a paragraph after it.
func (w *writer) extra(add func(kind Kind, level int, marker, text string)) {
	rows := [][]string{{"口岸", "人员", "车辆"}, {"北屿", "80.5", "12"}, {"云汀", "40.1", "6"}}
	table := func(sep, left, right string) {
		for _, row := range rows {
			w.line(left + strings.Join(row, sep) + right)
		}
		add(Table, 0, "", "口岸,人员,车辆;北屿,80.5,12;云汀,40.1,6;")
	}
	switch w.pick("extra", extras...) {
	case "none":
		return
	case "tabs":
		w.line("表1 口岸运行情况")
		table("\t", "", "")
	case "bars":
		table(" │ ", "│ ", " │")
	case "columns":
		table("　　", "", "")
	case "one two":
		for _, s := range []string{"一是建章立制。", "二是加强培训。", "三是强化督导。"} {
			s += w.sentence()
			w.text("", s)
			add(Paragraph, 0, "", s)
		}
	case "question":
		for _, s := range []string{"问：这项改革的意义是什么？", "答：" + w.sentence()} {
			w.line(w.indent + s)
			add(Paragraph, 0, "", s)
		}
	case "lead":
		s := "重点做好以下工作："
		w.line(w.indent + s)
		add(Paragraph, 0, "", s)
	case "footnote":
		w.line("注：" + "数据截至八月底。")
		add(Footnote, 0, "注：", "数据截至八月底。")
	case "attachment":
		w.line(w.indent + "附件：试点企业名单")
		add(Attachment, 0, "附件：", "试点企业名单")
	case "list":
		for _, s := range []string{"木材", "粮食"} {
			w.line("• " + s)
		}
		add(List, 0, "", "木材;粮食;")
	case "note":
		w.line("编者按：这篇来稿写得生动。")
		add(Note, 0, "编者按：", "这篇来稿写得生动。")
	}
	s := w.paragraph()
	w.text("", s)
	add(Paragraph, 0, "", s)
}

func (w *writer) masthead() {
	w.line(w.pick("name", "开放前沿", "《开放前沿》", "开 放 前 沿"))
	w.line(w.pick("number", "第87期", "第 87 期", "第８７期", "第八十七期", "2025年第87期（总第187期）", "（第87期）"))
	switch w.pick("imprint", "two", "one", "bare", "labels") {
	case "two":
		w.line("主办：省自贸办")
		w.line("2025年9月8日")
	case "one":
		w.line("主办：省自贸办　　二〇二五年九月八日")
	case "bare":
		w.line("省自贸办　　　　2025年9月8日")
	case "labels":
		w.line("主办单位：省自贸办")
		w.line("承办单位：澜江开放研究会")
		w.line("２０２５ 年 ９ 月 ８ 日")
	}
}

func (w *writer) contents() {
	style := w.pick("contents", "none", "leaders", "plain")
	if style == "none" {
		return
	}
	w.line(w.pick("contents label", "目　录", "本期要目", "【目录】"))
	for i, s := range w.listed {
		if style == "leaders" {
			s += "……………" + strconv.Itoa(i+1)
		}
		w.line(s)
	}
}

// write draws a style and an issue in it.
func write(t *rapid.T) (string, wanted) {
	w := &writer{T: t, used: map[string]bool{}}
	w.gap = w.pick("gap", "", "\n")
	w.indent = w.pick("indent", "", "　　")
	w.pages = w.pick("pages", "none", "dash", "feed", "head")
	w.sec = w.pick("sections", "none", "han", "bracket", "diamond", "part", "plain")
	arts := map[string][]string{
		"none":    {"han", "paren", "star", "dot", "arabic", "plain"},
		"han":     {"paren", "star", "dot", "arabic", "plain"},
		"bracket": {"han", "paren", "star", "dot", "arabic", "plain"},
		"diamond": {"han", "paren", "star", "arabic", "plain"},
		"part":    {"han", "paren", "star", "arabic"},
		"plain":   {"han", "paren", "star", "dot", "arabic"},
	}[w.sec]
	w.art = w.pick("articles", arts...)
	inners := []string{"none", "headings", "numbered"}
	if w.art != "plain" {
		inners = append(inners, "likely")
	}
	w.inner = w.pick("inner", inners...)
	w.restart = w.sec != "none" && rapid.Bool().Draw(t, "restart")
	w.sources = w.pick("sources", "none", "bracket", "line")

	body := w.sections()
	w.masthead()
	w.contents()
	w.b.WriteString(body)
	w.foot()
	return w.b.String(), w.want
}

// sections writes the body first, so that the contents list knows the titles.
func (w *writer) sections() string {
	count := 1
	if w.sec != "none" {
		count = rapid.IntRange(2, 4).Draw(w.T, "section count")
	}
	number := 0
	for si := range count {
		s := wantedSection{}
		if w.sec != "none" {
			s.title = w.fresh("section", sectionPool)
			w.listed = append(w.listed, w.sectionLine(s.title, si+1))
			w.line(w.sectionLine(s.title, si+1))
		}
		if w.restart && w.art != "star" && w.art != "dot" && w.art != "plain" {
			number = 0
		}
		for range rapid.IntRange(cmp.Or(map[bool]int{true: 3}[w.sec == "none"], 1), 4).Draw(w.T, "article count") {
			number++
			a := w.article(number)
			w.listed = append(w.listed, w.marker(w.art, number)+a.title)
			s.articles = append(s.articles, a)
		}
		w.want.sections = append(w.want.sections, s)
	}
	body := w.b.String()
	w.b.Reset()
	return body
}

func (w *writer) foot() {
	if rapid.Bool().Draw(w.T, "distribution") {
		w.line("报：省委办公厅、省政府办公厅")
		w.line("送：省直有关部门，中央驻澜单位")
		w.line("发：各片区管委会")
	}
	switch w.pick("colophon", "none", "one", "lines") {
	case "one":
		w.line("编辑：林叙白　校对：周见微　审核：许南乔　签发：陆长河　电话：0000-1234567")
	case "lines":
		w.line("责任编辑：林叙白")
		w.line("电　　话：0000-1234567")
	}
}
