// What this browser keeps of dispatches, in IndexedDB and nowhere else: keys, always locked and only by choice; when a key was unlocked
// here; which dispatches were opened here; the head of the log of certificates; drafts and attachments that could not be sent yet, sealed.

const NAME = "bartholdi-dispatches", STORES = ["keys", "unlocks", "seen", "drafts", "blobs", "heads"], VERSION = 3;

let opening;

function opened() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      for (const name of STORES.filter((each) => !asked.result.objectStoreNames.contains(each))) {
        asked.result.createObjectStore(name, name === "unlocks" ? { autoIncrement: true } : {});
      }
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close(); // another page brings newer stores
      done(asked.result);
    };
    asked.onblocked = () => failed(new Error("An older page holds the stores."));
    asked.onerror = () => failed(asked.error);
  });
  return opening;
}

async function asked(store, mode, how) {
  const base = await opened();
  return new Promise((done, failed) => {
    const request = how(base.transaction(store, mode).objectStore(store));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

// A browser whose store is closed (a private window, say) forgets; nothing else depends on it.
async function kept(store, mode, how, otherwise) {
  try {
    return await asked(store, mode, how);
  } catch {
    return otherwise;
  }
}

export const put = (store, value, key) => kept(store, "readwrite", (rows) => rows.put(value, key), null);
export const get = (store, key) => kept(store, "readonly", (rows) => rows.get(key), undefined);
export const all = (store) => kept(store, "readonly", (rows) => rows.getAll(), []);
export const forget = (store, key) => kept(store, "readwrite", (rows) => rows.delete(key), null);
