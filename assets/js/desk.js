// The desk's pages work without scripts; each module imported here makes one of them quicker to use.
import "./desk/grow.js";
import "./desk/guard.js";
import "./desk/submit.js";
import "./desk/menus.js";
import "./desk/keys.js";
import "./desk/focus.js";
import "./desk/keep.js";
import "./desk/count.js";
import "./desk/drop.js";
import "./desk/autosave.js";
import "./desk/files.js";
import "./desk/layout.js";
import "./desk/review.js";
import "./desk/words.js";
