// Keep a component supplied with what the server answers: loading, failed or told.
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, Refused } from "./api.js";

const POLITE = 60_000;

/**
 * Ask at once and whenever `again` or what is asked changes; while `live` holds, once a minute too.
 * A failure keeps what was told before.
 * @template Answer
 * @param {string} path
 * @param {Record<string, string>} asked
 * @param {(answer: Answer) => boolean} live
 * @returns {{ answer?: Answer, problem?: string, retry: () => void }}
 */
export function useAnswer(path, asked, live) {
  const [told, setTold] = useState(/** @type {{ answer?: Answer, problem?: string }} */ ({}));
  const [turn, setTurn] = useState(0);
  const retry = useCallback(() => setTurn((before) => before + 1), []);

  useEffect(() => {
    let wanted = true;
    ask(path, asked).then(
      (answer) => wanted && setTold({ answer }),
      (error) =>
        wanted &&
        setTold((before) => ({ ...before, problem: error instanceof Refused ? error.message : "" })),
    );
    return () => {
      wanted = false;
    };
  }, [path, JSON.stringify(asked), turn]);

  const lives = told.answer !== undefined && live(told.answer);
  useEffect(() => {
    if (!lives) return undefined;
    const timer = setInterval(retry, POLITE);
    return () => clearInterval(timer);
  }, [lives, retry]);

  return {
    ...told,
    retry() {
      setTold(({ answer }) => ({ answer }));
      retry();
    },
  };
}
