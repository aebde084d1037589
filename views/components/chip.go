package components

// Tone is the meaning of a coloured thing. Colour never carries it alone: a word and a shape stand beside it.
type Tone string

// The tones. Red is kept for what is refused or cannot be undone.
const (
	Neutral Tone = ""
	Info    Tone = "info"
	Good    Tone = "good"
	Warn    Tone = "warn"
	Bad     Tone = "bad"
)

// Shape is the small figure in front of a state word.
type Shape string

// The shapes, from an empty ring to a full disc as work goes on; the others stand for what ends or turns it.
const (
	Ring    Shape = "ring"
	Half    Shape = "half"
	Disc    Shape = "disc"
	Diamond Shape = "diamond"
	Turn    Shape = "turn" // sent back
	Cross   Shape = "cross"
	Pause   Shape = "pause"
	Box     Shape = "box"
)

var shapes = map[Shape]string{
	Ring:    "M6 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z",
	Half:    "M6 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM6 2.2v7.6a3.8 3.8 0 0 1 0-7.6z",
	Disc:    "M6 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z",
	Diamond: "M6 1.5L10.5 6 6 10.5 1.5 6z",
	Turn:    "M4.5 2L2 4.5 4.5 7M2 4.5h5a2.5 2.5 0 0 1 0 5H4",
	Cross:   "M2.5 2.5l7 7M9.5 2.5l-7 7",
	Pause:   "M4 2.5v7M8 2.5v7",
	Box:     "M2.5 2.5h7v7h-7z",
}

// ChipProps describe a state: a word and a shape.
type ChipProps struct {
	Text  string
	Tone  Tone
	Shape Shape // a ring when empty
}

func (c ChipProps) shape() Shape {
	if c.Shape == "" {
		return Ring
	}
	return c.Shape
}
