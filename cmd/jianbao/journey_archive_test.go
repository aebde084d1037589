package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
	"jianbao/internal/testenv"
)

// oldIssues writes bulletins from before the system into a folder, and a file that is none.
func oldIssues(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "旧刊")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"第9期.txt": oldIssue(9, "2019年3月11日"), "第10期.txt": oldIssue(10, "2019年3月18日"), "空白.txt": ""} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func oldIssue(number int, date string) string {
	return fmt.Sprintf("开放前沿\n\n第%d期\n\n主办：省开放筹备组　　%s\n\n一、澜江旧闻\n\n（一）渡口改建完工\n\n鹭洲渡口改建完工，货车过江由半天减为一小时。\n", number, date)
}

func TestJourneyOfOldIssuesFromAFolderToTheReaders(t *testing.T) {
	t.Parallel()
	axe := testenv.AxeSource(t)
	j := begin(t)
	editor := j.staff("editor1")
	editor.open(paths.To(paths.Issues, demo.Slug))
	editor.press("往期补录")
	editor.attach("folder", oldIssues(t))
	editor.press("导入")
	editor.sees("导入 2 个文件；1 个未能读取。", "第9期", "第10期")
	editor.keepsNobodyOut(axe)
	editor.fitsAPhone()
	editor.press("第9期")
	editor.sees("核对：第9期.txt")
	editor.press("建立这一期")
	editor.sees("第9期核对完毕", "核对：第10期.txt")
	editor.press("建立这一期")
	editor.sees("全部文件都已核对")

	signer := j.staff("signer")
	signer.open(paths.To(paths.ArchiveBatch, demo.Slug))
	signer.sees("共 2 期等待确认", "不发通知，不发邮件。", "公开 2 期：任何人都能看到。")
	signer.keepsNobodyOut(axe)
	signer.fitsAPhone()
	step(signer, "leave one out", chromedp.Click(chromedp.CSS("#archive-1")))
	signer.fill("password", demo.Password)
	signer.press("确认补录")
	signer.sees("已确认 1 期", "共 1 期等待确认")

	reader := j.somebody("reader")
	reader.open(paths.With(paths.To(paths.Archive, demo.Slug), "year", "2019"))
	reader.press("第9期")
	reader.sees("据存档补录", "鹭洲渡口改建完工")
	reader.open(paths.To(paths.Bulletin, demo.Slug))
	if got := reader.texts(".edition-note"); len(got) != 1 || got[0] == "" {
		t.Errorf("the current issue says %q", got)
	}
	reader.sees("第91期")
}
