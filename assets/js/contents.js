// The contents of an issue are put in order here: drawn with a pointer or a finger, or moved with the keys; what is picked moves
// together. Every change is one form, the same that the page has, and the answer is the page drawn anew.
import "./contents/drag.js";
import "./contents/grips.js";
import "./contents/pick.js";
import "./contents/rename.js";
import "./contents/pool.js";
import { reveal } from "./contents/page.js";

reveal();
