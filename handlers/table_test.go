package handlers

import "testing"

func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":                       "",
		"第92期":                   "第92期",
		"=1+1":                   "'=1+1",
		"+861234":                "'+861234",
		"-2":                     "'-2",
		"@SUM(A1)":               "'@SUM(A1)",
		"\t=1":                   "'\t=1",
		"\r=1":                   "'\r=1",
		"\n=1":                   "'\n=1",
		"\u0020=cmd|'/c calc'!A": "' =cmd|'/c calc'!A",
		"＝1":                     "'＝1",
		"　＠A":                    "'　＠A",
		"a=b":                    "a=b",
	} {
		if got := safeCell(given); got != want {
			t.Errorf("%q becomes %q, want %q", given, got, want)
		}
	}
}
