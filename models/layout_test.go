package models_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"jianbao/models"
)

func TestTheOfficialLayoutIsAllowedAndWhatIsNoLengthIsNot(t *testing.T) {
	t.Parallel()
	if err := models.OfficialLayout().Validate(); err != nil {
		t.Error(err)
	}
	for _, v := range []float64{-1, 0.4, 4.1, math.NaN(), math.Inf(1)} {
		l := models.OfficialLayout()
		l.Rule = v
		if l.Validate() == nil {
			t.Errorf("a rule of %v is allowed", v)
		}
	}
	for _, v := range []float64{-1, 23, 85, math.NaN()} {
		l := models.OfficialLayout()
		l.NameSize = v
		if l.Validate() == nil {
			t.Errorf("a name of %v is allowed", v)
		}
	}
}

// Editions are hashed as they are written: one from before layouts must be written as it was.
func TestAnEditionFromBeforeLayoutsIsWrittenAsItWas(t *testing.T) {
	t.Parallel()
	data, err := json.Marshal(models.EditionContent{})
	if err != nil || strings.Contains(string(data), "layout") {
		t.Errorf("%s, %v", data, err)
	}
	if (models.EditionContent{}).Laid() != models.OfficialLayout() {
		t.Error("it prints in another layout")
	}
}

func TestWhatIsLeftOffPaperIsLeftOutAndTheEditionStaysWhole(t *testing.T) {
	t.Parallel()
	l := models.OfficialLayout()
	l.Sources, l.Makers = false, false
	c := models.EditionContent{
		Layout: &l, Colophon: models.Colophon{Editors: []string{"甲"}, Signer: "乙", Phone: "1"},
		Sections: []models.EditionSection{{Articles: []models.EditionArticle{{Text: models.ArticleText{Units: []string{"丙"}, Source: "丁"}}}}},
	}
	p := c.Printed()
	if art := p.Sections[0].Articles[0].Text; len(art.Credits()) != 0 || len(p.Colophon.Lines()) != 0 {
		t.Errorf("printed: %+v %+v", art, p.Colophon)
	}
	if art := c.Sections[0].Articles[0].Text; len(art.Credits()) == 0 || len(c.Colophon.Lines()) != 3 {
		t.Errorf("the edition lost %+v %+v", art, c.Colophon)
	}
}
