// Follow what the server says of one question until it is final, together with every other block
// that follows the same: one of them asks, and the others ask only if that one learnt something.
import { ask, Refused } from "./api.js";
import { erase, read, write } from "./notes.js";

// A worker is not told whether anybody looks at its page: it asks ever more rarely instead.
const SOON = 30_000;
const LATEST = 300_000;
// Blocks that were drawn at once look at different moments, so that the first is seen by the rest.
const APART = 5_000;

/**
 * Ask at once; while `live` holds for what was told, again after half a minute, then ever more
 * rarely, until there is news. Returns how to stop.
 * @template Answer
 * @param {string} question
 * @param {(answer: Answer) => boolean} live
 * @param {(news: { answer?: Answer, problem?: string }) => void} tell without either: nothing new
 */
export function follow(question, live, tell) {
  let own = { version: "", at: 0, wait: SOON };
  let lives = false;
  let stopped = false;
  let pause = SOON;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function note(/** @type {number} */ wait, version = own.version) {
    own = { version, at: Date.now(), wait };
    return write(question, own);
  }

  /** @param {number} wait how long nobody need ask when there is nothing new */
  async function turn(wait) {
    try {
      const { answer, version } = await ask(question, own.version);
      if (stopped) return;
      if (answer) lives = live(answer);
      if (lives) await note(answer ? SOON : wait, version);
      else if (own.at) await erase(question);
      pause = SOON;
      if (!stopped) tell(answer ? { answer } : {});
    } catch (error) {
      pause = longer(pause);
      if (!stopped) tell({ problem: error instanceof Refused ? error.message : "" });
    }
    plan();
  }

  function plan() {
    if (lives && !stopped) timer = setTimeout(look, pause + Math.random() * APART);
  }

  async function look() {
    const last = (await read(question)) ?? own;
    if (stopped) return;
    const known = last.version === own.version;
    if (known && Math.abs(Date.now() - last.at) < last.wait) return plan();
    const wait = known ? longer(last.wait) : SOON;
    // Noted before it is asked: who looks meanwhile leaves it to us.
    if (known) await note(wait);
    if (!stopped) await turn(wait);
  }

  turn(SOON);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

const longer = (/** @type {number} */ wait) => Math.min(wait * 2, LATEST);
