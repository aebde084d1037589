package proof_test

import (
	"testing"

	"jianbao/internal/proof"
	"jianbao/models"
)

func TestADemandedCorrectionStandsWhereItsWordsStandNow(t *testing.T) {
	t.Parallel()
	c := issue("口岸开通。", "粮食、煤炭都走这里，企业反映良好。")
	demand := proof.MustFix{Comment: 7, Article: 12, Passage: models.Passage{Block: "BLOCKA", From: 0, To: 6, Quote: "企业反映良好"}, By: "周明远"}
	found := proof.Check(c, proof.Settings{MustFix: []proof.MustFix{demand}})
	if len(found) != 1 {
		t.Fatalf("found %+v", found)
	}
	f := found[0]
	if f.Level != proof.Block || f.Comment != 7 || f.Block != "BLOCKB" || f.Marked != "企业反映良好" || f.After != "。" || f.Args["By"] != "周明远" {
		t.Errorf("got %+v", f)
	}
}
