package handlers

import (
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
	"jianbao/views"
)

// dueForm is how a browser sends a time, without a zone: it is meant in the office's.
const dueForm = "2006-01-02T15:04"

// due reads a time as it was typed; what is none, and what the office's clocks skip, is the zero time.
func due(typed string, at *time.Location) time.Time {
	t, err := time.ParseInLocation(dueForm, typed, at)
	if err != nil || t.Format(dueForm) != typed {
		return time.Time{}
	}
	return t
}

// scheduleVM is what the page of an act shows of an appointment; tomorrow at nine stands ready.
func (s *Server) scheduleVM(p newsroom.ReviewPage, e models.Event, typed string) views.ScheduleVM {
	now := s.now().In(s.location)
	vm := views.ScheduleVM{Due: typed, Zone: s.location.String(), Offset: now.Format("UTC-07:00")}
	if vm.Due == "" {
		vm.Due = time.Date(now.Year(), now.Month(), now.Day()+1, 9, 0, 0, 0, s.location).Format(dueForm)
	}
	t, _ := models.TransitionFor(e)
	if p.Schedule.Waiting() && (e == models.EventSchedule || e == models.EventPublish || t.Reason) {
		vm.Ends = p.Schedule.DueAt
	}
	return vm
}
