// The editor of an article: it takes the place of the plain fields of a form, and gives the form its text. Without script the
// plain fields do.
//
// A form offers jianbaoEditor {body(), setBody(body), focusBlock(id)} and says jianbao:change whenever its text changes;
// whatever gathers its fields (new FormData, a submit) finds the text in the field "body".
import { mount } from "./editor/mount.js";

document.querySelectorAll("form [data-editor]").forEach((root) => mount(root.closest("form"), root));
