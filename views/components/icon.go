package components

// IconName names one drawing of the icon set.
type IconName string

// The icons. An icon always stands beside a word, or its control carries an accessible name.
const (
	IconNone    IconName = ""
	IconToDo    IconName = "todo"
	IconImport  IconName = "import"
	IconEdit    IconName = "edit"
	IconPool    IconName = "pool"
	IconArchive IconName = "archive"
	IconSearch  IconName = "search"
	IconLog     IconName = "log"
	IconAdmin   IconName = "admin"
	IconUser    IconName = "user"
	IconHelp    IconName = "help"
	IconUp      IconName = "up"
	IconDown    IconName = "down"
	IconOpen    IconName = "open" // a menu that unfolds
	IconNext    IconName = "next"
	IconBack    IconName = "back"
	IconAdd     IconName = "add"
	IconRemove  IconName = "remove"
	IconClose   IconName = "close"
	IconUndo    IconName = "undo"
	IconHistory IconName = "history"
	IconFile    IconName = "file"
	IconPicture IconName = "picture"
	IconPrint   IconName = "print"
	IconEye     IconName = "eye"
	IconGood    IconName = "good"
	IconInfo    IconName = "info"
	IconWarn    IconName = "warn"
	IconMove    IconName = "move"
	IconJoin    IconName = "join"
	IconSplit   IconName = "split"
	IconGrip    IconName = "grip"
	IconBell    IconName = "bell"
	IconMail    IconName = "mail"
	IconComment IconName = "comment"
	IconMore    IconName = "more"
)

// drawings are the outlines on a 20 by 20 field, stroked in the colour of the text.
var drawings = map[IconName]string{
	IconToDo:    "M3.5 4.5h13v12h-13zM6.5 10.5l2.5 2.5 4.5-5",
	IconImport:  "M10 3v9M6.5 8.5L10 12l3.5-3.5M3.5 13v3.5h13V13",
	IconEdit:    "M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2zM11.3 6.1l2.6 2.6",
	IconPool:    "M3 6.5L5.5 3.5h9L17 6.5v10H3zM3 6.5h14M8 10h4",
	IconArchive: "M4.5 3.5h9a2 2 0 0 1 2 2v11h-9a2 2 0 0 1-2-2zM4.5 14.5a2 2 0 0 1 2-2h9M7.5 6.5h5",
	IconSearch:  "M8.8 14.3a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.8 12.8L17 17",
	IconLog:     "M5 3.5h10v13H5zM7.5 7h5M7.5 10h5M7.5 13h3",
	IconAdmin:   "M3 6.5h7M14 6.5h3M3 13.5h3M10 13.5h7M12 4.5v4M8 11.5v4",
	IconUser:    "M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 16.8a6.2 6.2 0 0 1 12.4 0",
	IconHelp:    "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.2M10 13.8v.2",
	IconUp:      "M10 16V4.5M5.5 9L10 4.5 14.5 9",
	IconDown:    "M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5",
	IconOpen:    "M6 8l4 4 4-4",
	IconNext:    "M8 5.5l4.5 4.5L8 14.5",
	IconBack:    "M12 5.5L7.5 10l4.5 4.5",
	IconAdd:     "M10 4v12M4 10h12",
	IconRemove:  "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5",
	IconClose:   "M5 5l10 10M15 5L5 15",
	IconUndo:    "M7 4.5L3.5 8 7 11.5M3.5 8h8a4 4 0 0 1 0 8H8",
	IconHistory: "M4.2 7A6.5 6.5 0 1 1 3.5 10M3.5 4v3.5H7M10 6.5V10l2.5 2",
	IconFile:    "M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15",
	IconPicture: "M3.5 4.5h13v11h-13zM3.5 13l3.8-3.8 3.2 3.2 2.2-2.2 3.8 3.8M12.8 7.6v.2",
	IconPrint:   "M6 8V3.5h8V8M6 14H3.5V8h13v6H14M6 11.5h8v5H6z",
	IconEye:     "M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
	IconGood:    "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM6.8 10.2l2.3 2.3 4.2-4.7",
	IconInfo:    "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9v4.5M10 6.5v.2",
	IconWarn:    "M10 3.5l7 12.5H3zM10 8.5v3.5M10 14v.2",
	IconMove:    "M7 4v12M4.5 6.5L7 4l2.5 2.5M13 16V4M10.5 13.5L13 16l2.5-2.5",
	IconJoin:    "M3.5 4.5h13M3.5 15.5h13M10 7v6M7.5 10.5L10 13l2.5-2.5",
	IconGrip:    "M7.5 5v.1M7.5 10v.1M7.5 15v.1M12.5 5v.1M12.5 10v.1M12.5 15v.1",
	IconMail:    "M3 5h14v10.5H3zM3 6l7 5.5L17 6",
	IconBell:    "M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4zM8.5 17h3M10 4.5V3",
	IconMore:    "M3.5 6h13M3.5 10h13M3.5 14h13",
	IconComment: "M3.5 4.5h13v9h-7L6 16.5v-3H3.5zM6.5 8h7M6.5 10.5h4",
	IconSplit:   "M3.5 10h13M10 3v4M10 13v4M7.5 5L10 2.8 12.5 5M7.5 15l2.5 2.2 2.5-2.2",
}
