package handlers

import (
	"jianbao/internal/newsroom"
	"jianbao/models"
	"jianbao/views"
)

// checklist is what the step at work asks to be ticked off, with what was ticked.
func checklist(p newsroom.ReviewPage, ticked []string) views.Checklist {
	if p.Run.State != models.RunOpen {
		return views.Checklist{}
	}
	return views.Checklist{Duty: p.Run.Chain.Duty(p.Run.Step), Ticked: ticked}
}

func proofItems(ticked []string) []models.ProofItem {
	out := make([]models.ProofItem, len(ticked))
	for i, s := range ticked {
		out[i] = models.ProofItem(s)
	}
	return out
}
