// Text that the server has not acknowledged stays in this browser: under whose it is and what it is of, so that nobody else who
// signs in here is shown it. What the server has acknowledged is forgotten.
const prefix = "jianbao.held.";
const most = 1_000_000; // characters of one text; browsers keep some five million altogether
const pieces = 20; // texts kept at once; the oldest goes first

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

// holder keeps the text of one form. name tells its articles apart: the address that the text is for.
export function holder(user, name) {
  const key = `${prefix}${user}.${name}`;
  return {
    // keep reports whether the browser has the text now. sent says that it is on its way to the server as a whole form.
    keep(fields, sent = false) {
      const value = JSON.stringify({ at: Date.now(), fields, sent });
      if (value.length > most) return false;
      try {
        const others = keys().filter((one) => one !== key).sort((a, b) => (read(a)?.at ?? 0) - (read(b)?.at ?? 0));
        others.slice(0, Math.max(0, others.length + 1 - pieces)).forEach(drop);
        localStorage.setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
    get: () => read(key),
    drop: () => drop(key),
  };
}
