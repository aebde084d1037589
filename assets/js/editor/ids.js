// Permanent ids of blocks: 12 characters of A–Z and 2–7, as models.NewBlockID makes them.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const sound = /^[\w-]{4,32}$/u;

export function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => alphabet[byte & 31]).join("");
}

// repairIds gives an id to each block without one, and to all but one of those that share one: the first that holds anything
// keeps it, so that an empty paragraph before the text takes nothing away from it.
export function repairIds(tr) {
  const owners = new Map();
  tr.doc.forEach((node, offset) => {
    const owner = owners.get(node.attrs.id);
    if (sound.test(node.attrs.id) && (!owner || (owner.empty && node.content.size > 0))) {
      owners.set(node.attrs.id, { offset, empty: node.isTextblock && node.content.size === 0 });
    }
  });
  tr.doc.forEach((node, offset) => {
    if (owners.get(node.attrs.id)?.offset === offset) return;
    const again = sound.test(node.attrs.id);
    tr.setNodeMarkup(offset, null, { ...node.attrs, id: freshId(), ...(again && "marker" in node.attrs ? { marker: "", likely: false } : {}) });
  });
}

const idsIn = (doc) => {
  const ids = new Set();
  doc.forEach((node) => ids.add(node.attrs.id));
  return ids;
};

// freshened is a pasted slice in which no block has the id of a block of the document; a block that was cut keeps its own.
export function freshened(slice, doc) {
  const taken = idsIn(doc);
  const renamed = new Map();
  const rename = (node) => {
    if (!("id" in node.attrs)) return node;
    const id = taken.has(node.attrs.id) || !sound.test(node.attrs.id) ? freshId() : node.attrs.id;
    if (node.type.name === "footnote") renamed.set(node.attrs.id, id);
    taken.add(id);
    return node.type.create({ ...node.attrs, id }, node.content, node.marks);
  };
  return { content: mapTop(slice.content, rename), renamed };
}

function mapTop(fragment, fn) {
  let out = fragment;
  fragment.forEach((node, _, index) => {
    out = out.replaceChild(index, fn(node));
  });
  return out;
}
